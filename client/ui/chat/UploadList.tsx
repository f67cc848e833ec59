import { FileText, ImageIcon, TriangleAlert, X } from 'lucide-react';
import { sizeInWords, type Upload } from '../../state/chat-uploads.ts';
import { IconButton } from '../kit/Button.tsx';
import { cx } from '../kit/cx.ts';
import { useChatActions } from './context.tsx';
import { useFile } from './useFile.ts';

/** Files that go with the next message, and how far they are. */
export function UploadList({ place, uploads }: { place: string; uploads: readonly Upload[] }) {
  const actions = useChatActions();
  if (uploads.length === 0) return null;
  return (
    <ul aria-label="Files to send" className="flex gap-2.5 overflow-x-auto px-1 pt-1.5 pb-2">
      {uploads.map((upload) => (
        <UploadCard key={upload.id} upload={upload} onRemove={() => actions.uploads.detach(place, upload.id)} />
      ))}
    </ul>
  );
}

function UploadCard({ upload, onRemove }: { upload: Upload; onRemove: () => void }) {
  const { name, size, type, progress, attachment, error } = upload;
  const percent = Math.round(progress * 100);
  const Icon = error ? TriangleAlert : type.startsWith('image/') ? ImageIcon : FileText;
  return (
    <li
      className={cx(
        'frame m-0.5 flex w-64 shrink-0 items-center gap-2.5 bg-surface py-1.5 pr-1 pl-2.5',
        error && '[--frame:var(--danger)]',
      )}
    >
      {attachment?.thumbnail_url ? (
        <Preview path={attachment.thumbnail_url} />
      ) : (
        <Icon size={24} aria-hidden className={cx('shrink-0', error ? 'text-danger-text' : 'text-ink-soft')} />
      )}
      <div className="min-w-0 flex-1">
        <p className="truncate font-semibold text-caption">
          <bdi>{name}</bdi>
        </p>
        {error ? (
          <p role="alert" className="text-caption text-danger-text">
            {error}
          </p>
        ) : attachment ? (
          <p className="text-caption text-ink-soft">{sizeInWords(size)}</p>
        ) : (
          <div
            role="progressbar"
            aria-label={`Sending ${name} up`}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={percent}
            className="mt-1.5 h-1.5 bg-ground-deep"
          >
            <div className="h-full bg-accent transition-[width]" style={{ width: `${percent}%` }} />
          </div>
        )}
      </div>
      <IconButton
        icon={X}
        label={`Remove ${name}`}
        size="small"
        className="size-8 pointer-coarse:size-11"
        onClick={onRemove}
      />
    </li>
  );
}

function Preview({ path }: { path: string }) {
  const { url } = useFile(path);
  return url ? (
    <img src={url} alt="" className="size-10 shrink-0 bg-ground-deep object-cover" />
  ) : (
    <span className="size-10 shrink-0 bg-ground-deep" />
  );
}
