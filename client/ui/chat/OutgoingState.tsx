import type { Outgoing } from '../../state/chat-conversation.ts';
import { useChat, useChatActions } from './context.tsx';

/** What became of a message that the server has not taken. */
export function OutgoingState({ outgoing }: { outgoing: Outgoing }) {
  const { writing } = useChatActions();
  const open = useChat((state) => state.open);
  if (outgoing.state === 'sending') return <span className="sr-only">Sending…</span>;
  const discard = (): void => {
    if (open) writing.discard(open, outgoing.id);
  };
  if (outgoing.state === 'waiting') {
    return (
      <p role="status" className="flex flex-wrap items-center gap-x-3 text-caption text-lamp-text">
        <span>Not sent yet. It goes out by itself when the connection is back.</span>
        <TextButton onClick={discard}>Discard</TextButton>
      </p>
    );
  }
  return (
    <p role="alert" className="flex flex-wrap items-center gap-x-3 text-caption text-danger-text">
      <span>Not sent. {outgoing.error}</span>
      <TextButton onClick={() => open && writing.sayAgain(open, outgoing)}>Send again</TextButton>
      <TextButton onClick={discard}>Discard</TextButton>
    </p>
  );
}

const TextButton = ({ onClick, children }: { onClick: () => void; children: string }) => (
  <button type="button" onClick={onClick} className="min-h-7 font-semibold underline pointer-coarse:min-h-11">
    {children}
  </button>
);
