import { CloudOff } from 'lucide-react';
import { useConnection } from '../../state/connection.ts';
import { Button } from '../kit/Button.tsx';
import { Spinner } from '../kit/Spinner.tsx';
import { useChat, useChatHandle } from './context.tsx';

/** What the line does, while it is not there. */
export function LineBanner() {
  const { phase, attempt, ending } = useChat((state) => state.line);
  const { rejoin } = useChatHandle();
  const online = useConnection((state) => state.online);
  return (
    <div role="status">
      {phase === 'ended' && ending ? (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-2 bg-danger-wash px-4 py-2.5 text-small">
          <span className="min-w-0 flex-1">
            <span className="font-semibold">{ending.title}.</span> {ending.message}
          </span>
          {ending.again && (
            <Button size="small" onClick={rejoin}>
              Connect again
            </Button>
          )}
        </p>
      ) : phase === 'down' || !online || (phase === 'joining' && attempt > 0) ? (
        <p className="flex items-center gap-2.5 bg-lamp-wash px-4 py-2 text-lamp-text text-small">
          {online ? <Spinner size={16} /> : <CloudOff size={16} aria-hidden className="shrink-0" />}
          {online
            ? 'The connection was lost and is being restored. What you write goes out then.'
            : 'You are offline. What you write goes out when you are back.'}
        </p>
      ) : null}
    </div>
  );
}
