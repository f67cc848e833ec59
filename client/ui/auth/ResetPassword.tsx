import { useState } from 'react';
import { resetPassword } from '../../actions/account.ts';
import { ApiError } from '../../net/api-error.ts';
import { Link } from '../../router/Link.tsx';
import { navigate, usePlace } from '../../router/place.ts';
import { toast } from '../../state/toasts.ts';
import { Button, buttonClass } from '../kit/Button.tsx';
import { ErrorNote } from '../kit/Feedback.tsx';
import { PasswordField } from '../kit/Field.tsx';
import { useForm } from '../kit/useForm.ts';
import { AuthFrame } from './AuthFrame.tsx';
import { passwordFault } from './account-rules.ts';

export default function ResetPassword() {
  const token = usePlace((place) => place.search.get('token') ?? '');
  const [stale, setStale] = useState(token === '');
  const { field, form, onSubmit, busy, error } = useForm({
    initial: { new_password: '' },
    check: ({ new_password }): { new_password?: string } => {
      const fault = passwordFault(new_password);
      return fault ? { new_password: fault } : {};
    },
    submit: async ({ new_password }) => {
      try {
        await resetPassword(token, new_password);
      } catch (failure) {
        if (!(failure instanceof ApiError) || failure.code !== 'auth/reset_token_invalid') throw failure;
        return setStale(true);
      }
      toast('Your new password is set. Sign in with it.', { tone: 'success' });
      navigate('/login', { replace: true });
    },
  });
  if (stale) {
    return (
      <AuthFrame
        title="This link has expired"
        lead="A reset link works once and for a short while. Ask for a new one; it comes at once."
      >
        <Link to="/forgot-password" className={buttonClass('primary', 'large')}>
          Send me a new link
        </Link>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame title="Set a new password" lead="You will be signed out everywhere, and sign in with the new one.">
      <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-5">
        {error && <ErrorNote>{error}</ErrorNote>}
        <PasswordField
          {...field('new_password')}
          label="New password"
          hint="At least 8 characters. A few words in a row are good."
          autoComplete="new-password"
          maxLength={128}
        />
        <Button type="submit" variant="primary" size="large" busy={busy}>
          Set password
        </Button>
      </form>
    </AuthFrame>
  );
}
