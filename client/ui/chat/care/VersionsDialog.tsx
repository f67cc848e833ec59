import { useEffect, useState } from 'react';
import type { Message } from '../../../../shared/protocol/chat.ts';
import { messageOf } from '../../../net/api-error.ts';
import { Dialog } from '../../kit/Dialog.tsx';
import { ErrorNote, Skeleton } from '../../kit/Feedback.tsx';
import { useChatActions } from '../context.tsx';
import { fullTime } from '../words.ts';

type Version = { content: string; replaced_at: string };

/** What a message said before, oldest first. As text: it is looked at, not spoken. */
export function VersionsDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const { threads } = useChatActions();
  const [versions, setVersions] = useState<readonly Version[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    threads.versions(message).then(
      (read) => wanted && setVersions(read),
      (failure: unknown) => wanted && setError(messageOf(failure)),
    );
    return () => {
      wanted = false;
    };
  }, [threads, message]);
  return (
    <Dialog open onOpenChange={onClose} title="Earlier versions" description={`Of a message of ${message.username}`}>
      {error && <ErrorNote>{error}</ErrorNote>}
      {!versions && !error && <Skeleton className="h-24" />}
      <ol className="flex flex-col gap-4">
        {versions?.map(({ content, replaced_at }) => (
          <li key={replaced_at}>
            <Said note={`until ${fullTime(replaced_at)}`} content={content} />
          </li>
        ))}
        {versions && (
          <li>
            <Said note="now" content={message.content} />
          </li>
        )}
      </ol>
    </Dialog>
  );
}

const Said = ({ note, content }: { note: string; content: string }) => (
  <>
    <p className="text-caption text-ink-soft">{note}</p>
    <p dir="auto" className="mt-1 overflow-clip whitespace-pre-wrap border-line-strong border-l-4 pl-3 text-small">
      {content}
    </p>
  </>
);
