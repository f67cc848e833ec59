import { resendVerification } from '../../actions/profile.ts';
import { useSession } from '../../state/session.ts';
import { linkClass } from '../auth/AuthFrame.tsx';
import { Note } from '../kit/Feedback.tsx';
import { useAction } from '../kit/useAction.ts';

export function VerifyReminder() {
  const profile = useSession((state) => state.profile);
  const resend = useAction(resendVerification);
  if (profile?.email_verified !== false) return null;
  return (
    <div className="mb-7">
      <Note tone="lamp">
        Please confirm <strong>{profile.email}</strong> with the link in your inbox, so that you can get back in if you
        forget your password.{' '}
        <button type="button" className={linkClass} aria-busy={resend.busy} onClick={() => resend.run()}>
          Send the link again
        </button>
      </Note>
    </div>
  );
}
