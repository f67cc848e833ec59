import { login } from '../../actions/session.ts';
import { Link } from '../../router/Link.tsx';
import { usePlace } from '../../router/place.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorNote, Note } from '../kit/Feedback.tsx';
import { PasswordField, TextField } from '../kit/Field.tsx';
import { useForm } from '../kit/useForm.ts';
import { AuthFrame, linkClass } from './AuthFrame.tsx';
import { checkLogin } from './account-rules.ts';

/** The page that shows this turns to the next one by itself as soon as someone is signed in. */
export default function Login() {
  const notice = useSession((state) => state.notice);
  const search = usePlace((place) => place.search.toString());
  const { field, form, onSubmit, busy, error } = useForm({
    initial: { name: '', password: '' },
    check: checkLogin,
    submit: ({ name, password }) => login(name.trim(), password),
  });
  return (
    <AuthFrame
      title="Welcome back"
      lead="Your friends are just around the corner."
      footer={
        <p>
          New here?{' '}
          <Link to={`/register${search && `?${search}`}`} className={linkClass}>
            Create an account
          </Link>
        </p>
      }
    >
      <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-5">
        {notice && <Note tone="lamp">{notice}</Note>}
        {error && <ErrorNote>{error}</ErrorNote>}
        <TextField
          {...field('name')}
          label="Name or e-mail"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
        />
        <PasswordField
          {...field('password')}
          label="Password"
          autoComplete="current-password"
          maxLength={128}
          aside={
            <Link to="/forgot-password" className={linkClass}>
              Forgot it?
            </Link>
          }
        />
        <Button type="submit" variant="primary" size="large" busy={busy} className="mt-2">
          Sign in
        </Button>
      </form>
    </AuthFrame>
  );
}
