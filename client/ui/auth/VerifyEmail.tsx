import { useEffect, useState } from 'react';
import { verifyEmail } from '../../actions/account.ts';
import { resendVerification } from '../../actions/profile.ts';
import { messageOf } from '../../net/api-error.ts';
import { Link } from '../../router/Link.tsx';
import { usePlace } from '../../router/place.ts';
import { useSession } from '../../state/session.ts';
import { Button, buttonClass } from '../kit/Button.tsx';
import { Spinner } from '../kit/Spinner.tsx';
import { useAction } from '../kit/useAction.ts';
import { AuthFrame } from './AuthFrame.tsx';

type Outcome = { phase: 'asking' } | { phase: 'done' } | { phase: 'failed'; message: string };
/** A token works once, and React may mount a page twice. */
const asked = new Map<string, Promise<void>>();
const verifyOnce = (token: string): Promise<void> => {
  const running = asked.get(token) ?? verifyEmail(token);
  asked.set(token, running);
  return running;
};

export default function VerifyEmail() {
  const token = usePlace((place) => place.search.get('token') ?? '');
  const signedIn = useSession((state) => state.phase === 'signed_in');
  const [outcome, setOutcome] = useState<Outcome>({ phase: 'asking' });
  const resend = useAction(resendVerification);
  useEffect(() => {
    if (!token)
      return setOutcome({ phase: 'failed', message: 'The link is not complete. Copy it from the mail once more.' });
    verifyOnce(token).then(
      () => setOutcome({ phase: 'done' }),
      (error: unknown) => setOutcome({ phase: 'failed', message: messageOf(error) }),
    );
  }, [token]);

  const onward = (
    <Link
      to={signedIn ? '/' : '/login'}
      className={buttonClass(outcome.phase === 'done' ? 'primary' : 'secondary', 'large')}
    >
      {signedIn ? 'Go to your worlds' : 'Sign in'}
    </Link>
  );
  if (outcome.phase === 'asking') {
    return (
      <AuthFrame title="Confirming your address">
        <p role="status" className="flex items-center gap-3">
          <Spinner /> One moment…
        </p>
      </AuthFrame>
    );
  }
  if (outcome.phase === 'done') {
    return (
      <AuthFrame
        title="Thank you!"
        lead="Your e-mail address is confirmed. You can get back in with it if you ever forget your password."
      >
        {onward}
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title="That did not work" lead={outcome.message}>
      <div className="flex flex-wrap gap-3">
        {signedIn && (
          <Button variant="primary" size="large" busy={resend.busy} onClick={() => resend.run()}>
            Send me a new link
          </Button>
        )}
        {onward}
      </div>
    </AuthFrame>
  );
}
