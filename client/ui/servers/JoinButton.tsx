import type { VirtualServer } from '../../../shared/protocol/servers.ts';
import { joinServer, leaveServer } from '../../actions/servers.ts';
import { Link } from '../../router/Link.tsx';
import { navigate } from '../../router/place.ts';
import { Button, type ButtonSize, buttonClass } from '../kit/Button.tsx';
import { useAction } from '../kit/useAction.ts';

/** The one thing that can be done about a server now: enter, join, ask, or take the request back. */
export function JoinButton({ server, size = 'medium' }: { server: VirtualServer; size?: ButtonSize }) {
  const join = useAction(async () => {
    if ((await joinServer(server)) === 'active') navigate(`/world/${server.id}`);
  });
  const leave = useAction(() => leaveServer(server));
  if (server.status === 'active') {
    return (
      <Link to={`/world/${server.id}`} aria-label={`Enter ${server.name}`} className={buttonClass('primary', size)}>
        Enter
      </Link>
    );
  }
  if (server.status === 'pending') {
    return (
      <Button
        size={size}
        busy={leave.busy}
        onClick={() => leave.run()}
        aria-label={`Take back the request to ${server.name}`}
      >
        Take back the request
      </Button>
    );
  }
  const asks = server.access === 'approval';
  return (
    <Button
      variant={asks ? 'secondary' : 'lamp'}
      size={size}
      busy={join.busy}
      onClick={() => join.run()}
      aria-label={asks ? `Ask to join ${server.name}` : `Join and enter ${server.name}`}
    >
      {asks ? 'Ask to join' : 'Join and enter'}
    </Button>
  );
}
