// Mail by SMTP where it is configured; otherwise each one becomes a file in the outbox of the data folder, and its link a
// line in the log, so that everything works on a laptop.

import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import nodemailer from 'nodemailer';
import { uuidv7 } from 'uuidv7';
import type { Config } from './config.ts';
import type { Logger } from './logger.ts';
import type { Letter } from './mail-letter.ts';

export type Mail = Letter & { to: string };
export type Mailer = { send(mail: Mail): Promise<void>; close(): void };
export type MailerDeps = { config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir'>; logger: Logger };

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;

export const createMailer = (deps: MailerDeps): Mailer =>
  deps.config.smtpUrl ? smtpMailer(deps.config.smtpUrl, deps) : outboxMailer(deps);

function smtpMailer(url: string, { config, logger }: MailerDeps): Mailer {
  const transport = nodemailer.createTransport(
    {
      url,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from: config.mailFrom },
  );
  return {
    async send({ to, subject, text, html }) {
      const sent = await transport.sendMail({ to, subject, text, html });
      logger.debug({ message_id: sent.messageId, subject }, 'mail sent');
    },
    close: () => transport.close(),
  };
}

function outboxMailer({ config, logger }: MailerDeps): Mailer {
  const folder = path.join(config.dataDir, 'outbox');
  const transport = nodemailer.createTransport(
    { streamTransport: true, buffer: true, newline: 'windows', disableFileAccess: true, disableUrlAccess: true },
    { from: config.mailFrom },
  );
  return {
    async send({ to, subject, text, html, link }) {
      const { message } = await transport.sendMail({ to, subject, text, html });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // The ids sort by time. Renamed when whole: whoever watches the folder never reads half a mail.
      const file = path.join(folder, `${uuidv7()}.eml`);
      await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 });
      await rename(`${file}.part`, file);
      logger.info({ to, subject, file, link }, 'mail written to the outbox; set SMTP_URL to send mails');
    },
    close: () => transport.close(),
  };
}
