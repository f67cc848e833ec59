import { Download, FileText, ImageOff } from 'lucide-react';
import type { Attachment } from '../../../shared/protocol/chat.ts';
import { saveFile } from '../../net/files.ts';
import { sizeInWords } from '../../state/chat-uploads.ts';
import { IconButton } from '../kit/Button.tsx';
import { Skeleton } from '../kit/Feedback.tsx';
import { useAction } from '../kit/useAction.ts';
import { useFile } from './useFile.ts';
import { showChatDialog } from './view.ts';

/** The room of a picture in a conversation, in CSS pixels. */
const WIDTH_MAX = 360;
const HEIGHT_MAX = 260;

export const isImage = ({ file_type, width, height }: Attachment): boolean =>
  file_type.startsWith('image/') && width !== null && height !== null;

export const AttachmentList = ({ attachments }: { attachments: readonly Attachment[] }) => (
  <ul aria-label="Files" className="flex flex-wrap gap-2.5 py-1.5">
    {attachments.map((attachment) => (
      <li key={attachment.id} className="max-w-full">
        {isImage(attachment) ? <Picture attachment={attachment} /> : <FileCard attachment={attachment} />}
      </li>
    ))}
  </ul>
);

/** Its room is kept from the start, so that nothing jumps when it comes. */
function Picture({ attachment }: { attachment: Attachment }) {
  const { file_name, width, height, url, thumbnail_url } = attachment;
  const { url: shown, error } = useFile(thumbnail_url ?? url);
  const scale = Math.min(1, WIDTH_MAX / (width ?? 1), HEIGHT_MAX / (height ?? 1));
  const size = { width: Math.max(48, Math.round((width ?? 1) * scale)), aspectRatio: `${width} / ${height}` };
  return (
    <button
      type="button"
      aria-label={`Show the picture ${file_name}`}
      onClick={() => showChatDialog({ kind: 'image', attachment })}
      style={size}
      className="frame relative m-0.5 block max-h-[260px] min-h-12 max-w-[calc(100%-4px)] overflow-hidden bg-ground-deep hover:[--frame:var(--ink-soft)]"
    >
      {shown ? (
        <img src={shown} alt="" className="size-full object-contain" />
      ) : error ? (
        <span className="grid size-full place-items-center p-2 text-caption text-ink-soft">
          <ImageOff size={20} aria-hidden />
          Not to be seen
        </span>
      ) : (
        <Skeleton className="size-full" />
      )}
    </button>
  );
}

export function FileCard({ attachment }: { attachment: Attachment }) {
  const { file_name, file_size, url } = attachment;
  const save = useAction(() => saveFile(url, file_name));
  return (
    <div className="frame m-0.5 flex w-72 max-w-full items-center gap-3 bg-surface py-2 pr-1.5 pl-3">
      <FileText size={24} aria-hidden className="shrink-0 text-ink-soft" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-semibold text-small">
          <bdi>{file_name}</bdi>
        </p>
        <p className="text-caption text-ink-soft">{sizeInWords(file_size)}</p>
      </div>
      <IconButton
        icon={Download}
        label={`Save ${file_name}`}
        size="small"
        aria-busy={save.busy || undefined}
        className="pointer-coarse:size-11"
        onClick={() => save.run()}
      />
    </div>
  );
}
