import { MailCheck } from 'lucide-react';
import { useState } from 'react';
import { askForReset } from '../../actions/account.ts';
import { Link } from '../../router/Link.tsx';
import { Button } from '../kit/Button.tsx';
import { ErrorNote } from '../kit/Feedback.tsx';
import { TextField } from '../kit/Field.tsx';
import { useForm } from '../kit/useForm.ts';
import { AuthFrame, linkClass } from './AuthFrame.tsx';
import { emailFault } from './account-rules.ts';

const back = (
  <Link to="/login" className={linkClass}>
    Back to sign in
  </Link>
);

export default function ForgotPassword() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { field, form, onSubmit, busy, error } = useForm({
    initial: { email: '' },
    check: ({ email }): { email?: string } => {
      const fault = emailFault(email.trim());
      return fault ? { email: fault } : {};
    },
    submit: async ({ email }) => {
      await askForReset(email.trim());
      setSentTo(email.trim());
    },
  });
  if (sentTo) {
    return (
      <AuthFrame title="Look into your inbox" footer={back}>
        <div role="status" className="flex items-start gap-4">
          <MailCheck size={28} aria-hidden className="mt-1 shrink-0 text-accent-text" />
          <p>
            If <strong>{sentTo}</strong> belongs to an account, a link to set a new password is on its way there. It can
            take a few minutes; have a look at the spam folder too.
          </p>
        </div>
        <Button className="mt-6" onClick={() => setSentTo(null)}>
          Use another address
        </Button>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame
      title="Forgot your password?"
      lead="Tell us your e-mail address and we send you a link to set a new one."
      footer={back}
    >
      <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-5">
        {error && <ErrorNote>{error}</ErrorNote>}
        <TextField
          {...field('email')}
          label="E-mail"
          type="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
        />
        <Button type="submit" variant="primary" size="large" busy={busy}>
          Send me a link
        </Button>
      </form>
    </AuthFrame>
  );
}
