import { Download, X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { Attachment } from '../../../../shared/protocol/chat.ts';
import { saveFile } from '../../../net/files.ts';
import { sizeInWords } from '../../../state/chat-uploads.ts';
import { IconButton } from '../../kit/Button.tsx';
import { Spinner } from '../../kit/Spinner.tsx';
import { useAction } from '../../kit/useAction.ts';
import { useFocusBack } from '../../kit/useFocusBack.ts';
import { useFile } from '../useFile.ts';

/** A picture as large as the window allows. */
export function PictureDialog({ attachment, onClose }: { attachment: Attachment; onClose: () => void }) {
  const { file_name, file_size, width, height, url } = attachment;
  const { url: shown, error } = useFile(url);
  const save = useAction(() => saveFile(url, file_name));
  const { remember, giveBack } = useFocusBack();
  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={remember}
          onCloseAutoFocus={giveBack}
          className="fixed inset-0 z-50 flex animate-fade flex-col focus:outline-none"
        >
          <header className="flex shrink-0 items-center gap-2 bg-surface py-1.5 pr-2 pl-4">
            <Radix.Title className="min-w-0 flex-1 truncate font-semibold text-small">
              <bdi>{file_name}</bdi>
              <span className="font-normal text-ink-soft">{` · ${width} × ${height} · ${sizeInWords(file_size)}`}</span>
            </Radix.Title>
            <IconButton icon={Download} label={`Save ${file_name}`} onClick={() => save.run()} />
            <Radix.Close asChild>
              <IconButton icon={X} label="Close" />
            </Radix.Close>
          </header>
          {/* Around the picture, too, a click closes: the cross and Escape are the ways of the keyboard. */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
          <div
            className="grid min-h-0 flex-1 place-items-center p-3 sm:p-8"
            onClick={(event) => event.target === event.currentTarget && onClose()}
          >
            {shown ? (
              <img
                src={shown}
                alt={file_name}
                className="frame max-h-full max-w-full bg-surface object-contain [--frame:var(--outline)]"
              />
            ) : (
              <p role="status" className="frame flex items-center gap-3 bg-surface px-5 py-3 text-small">
                {error ?? (
                  <>
                    <Spinner /> Loading the picture…
                  </>
                )}
              </p>
            )}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
