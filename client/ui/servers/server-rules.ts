// What can be told about a server's form before it is sent, with the server's own schemas.

import type { z } from 'zod';
import { ServerDescription, ServerName } from '../../../shared/protocol/servers.ts';
import { PictureUrl } from '../../../shared/protocol/users.ts';

export const NAME_MAX = 64;
export const DESCRIPTION_MAX = 500;

const fault = (schema: z.ZodType, value: unknown, subject: string): string | undefined => {
  const parsed = schema.safeParse(value);
  return parsed.success ? undefined : `${subject} ${parsed.error.issues[0]?.message ?? 'is not right'}.`;
};
export const nameFault = (name: string): string | undefined =>
  name.trim() === '' ? 'Give your world a name.' : fault(ServerName, name, 'The name');
/** Line breaks are taken for spaces: a description is one line. */
export const descriptionFault = (text: string): string | undefined =>
  fault(ServerDescription, oneLine(text), 'The description');
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
export const iconFault = (url: string): string | undefined =>
  url.trim() === '' ? undefined : fault(PictureUrl, url.trim(), 'The picture');

export type ServerForm = { name: string; description: string; icon_url: string };
export function checkServer({ name, description, icon_url }: ServerForm): Partial<ServerForm> {
  const faults = { name: nameFault(name), description: descriptionFault(description), icon_url: iconFault(icon_url) };
  return Object.fromEntries(Object.entries(faults).filter(([, text]) => text !== undefined));
}
