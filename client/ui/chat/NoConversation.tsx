import { Link } from '../../router/Link.tsx';
import { buttonClass } from '../kit/Button.tsx';
import { EmptyState } from '../kit/Feedback.tsx';
import { LogoMark } from '../kit/Logo.tsx';
import { Spinner } from '../kit/Spinner.tsx';
import { useChat } from './context.tsx';
import { LineBanner } from './LineBanner.tsx';

/** Where no conversation is open: on the way to one, or for who lives nowhere yet. */
export function NoConversation({ ready, serverId }: { ready: boolean; serverId: string | undefined }) {
  const failed = useChat((state) => state.servers === null && state.listError !== null);
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <LineBanner />
      <h1 tabIndex={-1} className="sr-only">
        Chat
      </h1>
      {!ready && !failed && (
        <p role="status" className="grid flex-1 animate-fade place-items-center text-ink-soft [animation-delay:300ms]">
          <span className="flex items-center gap-3">
            <Spinner /> Opening the chat…
          </span>
        </p>
      )}
      {ready && !serverId && (
        <div className="grid flex-1 place-items-center">
          <EmptyState
            title="You live nowhere yet"
            picture={<LogoMark size={64} />}
            actions={
              <Link to="/" className={buttonClass('primary')}>
                Find a world
              </Link>
            }
          >
            Join a world, or found one of your own: its channels stand here then.
          </EmptyState>
        </div>
      )}
    </div>
  );
}
