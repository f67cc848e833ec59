import { useEffect, useState } from 'react';
import type { InvitePreview } from '../../../shared/protocol/servers.ts';
import { acceptInvite, previewInvite } from '../../actions/invites.ts';
import { ApiError, messageOf } from '../../net/api-error.ts';
import { Link } from '../../router/Link.tsx';
import { navigate } from '../../router/place.ts';
import type { PageProps } from '../app/pages.ts';
import { AuthFrame } from '../auth/AuthFrame.tsx';
import { Button, buttonClass } from '../kit/Button.tsx';
import { ErrorNote, Skeleton } from '../kit/Feedback.tsx';
import { useAction } from '../kit/useAction.ts';
import { HouseBanner } from '../servers/HouseBanner.tsx';
import { people } from '../servers/labels.ts';

type State = { preview: InvitePreview | null; error: string | null };

/** Where an invite link leads. Nothing is joined before the button is pressed. */
export default function InvitePage({ params }: PageProps) {
  const code = params.code as string;
  const [{ preview, error }, setState] = useState<State>({ preview: null, error: null });
  useEffect(() => {
    let current = true;
    setState({ preview: null, error: null });
    previewInvite(code).then(
      (found) => current && setState({ preview: found, error: null }),
      (failure: unknown) => current && setState({ preview: null, error: wordsFor(failure) }),
    );
    return () => {
      current = false;
    };
  }, [code]);
  const accept = useAction(
    async () => navigate(`/world/${await acceptInvite(code)}`, { replace: true }),
    (failure) => setState((before) => ({ ...before, error: wordsFor(failure) })),
  );

  if (!preview) {
    return (
      <AuthFrame title={error ? 'This invite does not open' : 'An invitation'}>
        {error ? (
          <div className="flex flex-col items-start gap-6">
            <ErrorNote>{error}</ErrorNote>
            <Link to="/" className={buttonClass('primary', 'large')}>
              Go to the start
            </Link>
          </div>
        ) : (
          <div aria-busy="true" className="flex flex-col gap-4">
            <span className="sr-only">Opening the invite…</span>
            <Skeleton className="h-40" />
            <Skeleton className="h-8 w-2/3" />
          </div>
        )}
      </AuthFrame>
    );
  }
  const { server, status } = preview;
  return (
    <AuthFrame title="You are invited" lead="Someone would like to see you here:">
      <div className="frame mb-6">
        <HouseBanner server={server} />
        <div className="p-4">
          <h2 className="font-display text-heading">{server.name}</h2>
          <p className="mt-1 text-ink-soft text-small">{server.description}</p>
          <p className="mt-3 text-caption text-ink-soft">
            {people(server.member_count)}
            {server.online_count > 0 && `, ${server.online_count} inside now`}
          </p>
        </div>
      </div>
      {error && (
        <div className="mb-5">
          <ErrorNote>{error}</ErrorNote>
        </div>
      )}
      <div className="flex flex-wrap gap-3">
        {status === 'active' ? (
          <Link to={`/world/${server.id}`} className={buttonClass('primary', 'large')}>
            Enter
          </Link>
        ) : (
          <Button variant="primary" size="large" busy={accept.busy} onClick={accept.run}>
            Accept and enter
          </Button>
        )}
        <Link to="/" className={buttonClass('secondary', 'large')}>
          Not now
        </Link>
      </div>
    </AuthFrame>
  );
}

/** A code that is no code at all is malformed to the server; for people it is just a wrong link. */
const wordsFor = (error: unknown): string =>
  error instanceof ApiError && error.code === 'invalid'
    ? 'This invite does not exist, or has been withdrawn.'
    : messageOf(error);
