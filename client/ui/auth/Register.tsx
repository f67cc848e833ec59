import { register } from '../../actions/session.ts';
import { ApiError } from '../../net/api-error.ts';
import { Link } from '../../router/Link.tsx';
import { usePlace } from '../../router/place.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorNote } from '../kit/Feedback.tsx';
import { PasswordField, TextField } from '../kit/Field.tsx';
import { useForm } from '../kit/useForm.ts';
import { AuthFrame, linkClass } from './AuthFrame.tsx';
import { checkRegister, type Faults, type RegisterForm } from './account-rules.ts';

function place(error: unknown): Faults<RegisterForm> {
  if (!(error instanceof ApiError)) return {};
  if (error.code === 'users/username_taken') return { username: error.message };
  if (error.code === 'users/email_taken') return { email: error.message };
  return {};
}

export default function Register() {
  const search = usePlace((at) => at.search.toString());
  const { field, form, onSubmit, busy, error } = useForm({
    initial: { username: '', email: '', password: '' },
    check: checkRegister,
    submit: ({ username, email, password }) => register({ username, email: email.trim(), password }),
    place,
  });
  return (
    <AuthFrame
      title="Come on in"
      lead="One account opens every world here. It takes a minute."
      footer={
        <p>
          Have an account?{' '}
          <Link to={`/login${search && `?${search}`}`} className={linkClass}>
            Sign in
          </Link>
        </p>
      }
    >
      <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-5">
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
        <TextField
          {...field('email')}
          label="E-mail"
          hint="Only for getting back in; never shown to others."
          type="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
        />
        <PasswordField
          {...field('password')}
          label="Password"
          hint="At least 8 characters. A few words in a row are good."
          autoComplete="new-password"
          maxLength={128}
        />
        <Button type="submit" variant="primary" size="large" busy={busy} className="mt-2">
          Create account
        </Button>
      </form>
    </AuthFrame>
  );
}
