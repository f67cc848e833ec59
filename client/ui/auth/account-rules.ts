// What can be told about a form before it is sent. The schemas are the server's own.

import type { z } from 'zod';
import { Email, Password, Username } from '../../../shared/protocol/users.ts';

export type Faults<T> = Partial<Record<keyof T & string, string>>;

/** The first fault as a sentence about the thing: "A name must be …". */
function fault(schema: z.ZodType, value: string, subject: string): string | undefined {
  const parsed = schema.safeParse(value);
  return parsed.success ? undefined : `${subject} ${parsed.error.issues[0]?.message ?? 'is not right'}.`;
}
const prune = <T extends object>(faults: T): T =>
  Object.fromEntries(Object.entries(faults).filter(([, text]) => text !== undefined)) as T;

export const usernameFault = (name: string): string | undefined =>
  name === '' ? 'Choose a name.' : fault(Username, name, 'A name');
export const emailFault = (email: string): string | undefined =>
  email === '' ? 'Enter your e-mail address.' : fault(Email, email, 'This');
export const passwordFault = (password: string): string | undefined =>
  password === '' ? 'Choose a password.' : fault(Password, password, 'A password');

export type RegisterForm = { username: string; email: string; password: string };
export const checkRegister = ({ username, email, password }: RegisterForm): Faults<RegisterForm> =>
  prune({ username: usernameFault(username), email: emailFault(email.trim()), password: passwordFault(password) });

export type LoginForm = { name: string; password: string };
export const checkLogin = ({ name, password }: LoginForm): Faults<LoginForm> =>
  prune({
    name: name.trim() === '' ? 'Enter your name or e-mail address.' : undefined,
    password: password === '' ? 'Enter your password.' : undefined,
  });
