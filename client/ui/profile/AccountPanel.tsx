import type { Profile } from '../../../shared/protocol/users.ts';
import { askForReset } from '../../actions/account.ts';
import { resendVerification, saveProfile } from '../../actions/profile.ts';
import { ApiError } from '../../net/api-error.ts';
import { toast } from '../../state/toasts.ts';
import { usernameFault } from '../auth/account-rules.ts';
import { Badge } from '../kit/Badge.tsx';
import { Button } from '../kit/Button.tsx';
import { ErrorNote } from '../kit/Feedback.tsx';
import { TextField } from '../kit/Field.tsx';
import { Panel } from '../kit/Panel.tsx';
import { useAction } from '../kit/useAction.ts';
import { useForm } from '../kit/useForm.ts';
import { day } from '../servers/PeopleList.tsx';

/** Name, address and password. */
export function AccountPanel({ profile }: { profile: Profile }) {
  const { field, form, onSubmit, values, busy, error } = useForm({
    initial: { username: profile.username },
    check: ({ username }): { username?: string } => {
      const fault = usernameFault(username);
      return fault ? { username: fault } : {};
    },
    submit: async ({ username }) => {
      await saveProfile({ username });
      toast(`You are ${username} from now on.`, { tone: 'success' });
    },
    place: (failure): { username?: string } =>
      failure instanceof ApiError && failure.code === 'users/username_taken' ? { username: failure.message } : {},
  });
  const resend = useAction(resendVerification);
  const reset = useAction(async () => {
    await askForReset(profile.email ?? '');
    toast('A link to set a new password is on its way to your inbox.', { tone: 'success' });
  });
  return (
    <Panel
      title="Account"
      aside={<span className="text-caption text-ink-soft">Here since {day(profile.created_at)}</span>}
    >
      <div className="flex max-w-xl flex-col gap-7">
        <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
          {error && <ErrorNote>{error}</ErrorNote>}
          <TextField
            {...field('username')}
            label="Name"
            hint="What others see above your head. Letters, digits, - and _."
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={24}
          />
          <div>
            <Button type="submit" variant="primary" busy={busy} disabled={values.username === profile.username}>
              Change name
            </Button>
          </div>
        </form>
        <div>
          <h3 className="font-semibold text-small">E-mail</h3>
          <p className="mt-1 flex flex-wrap items-center gap-3">
            {profile.email}
            <Badge tone={profile.email_verified ? 'accent' : 'lamp'}>
              {profile.email_verified ? 'Confirmed' : 'Not confirmed'}
            </Badge>
          </p>
          {profile.email_verified === false && (
            <Button size="small" className="mt-3" busy={resend.busy} onClick={() => resend.run()}>
              Send the confirmation link again
            </Button>
          )}
        </div>
        <div>
          <h3 className="font-semibold text-small">Password</h3>
          <p className="mt-1 mb-3 text-ink-soft text-small">
            We send you a link to set a new one. It signs you out everywhere else.
          </p>
          <Button size="small" busy={reset.busy} onClick={() => reset.run()}>
            Send me the link
          </Button>
        </div>
      </div>
    </Panel>
  );
}
