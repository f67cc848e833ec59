// What the mails about an account say.

import { type Letter, letter } from '../platform/mail-letter.ts';

export const verificationMail = ({ username, link }: { username: string; link: string }): Letter =>
  letter({
    subject: 'Confirm your e-mail address',
    greeting: `Hello ${username},`,
    paragraphs: [
      'Welcome to AtriumVerse. Please confirm that this is your address, so that you can get back in should you ever forget your password.',
    ],
    action: { label: 'Confirm my address', link },
    ending: 'The link works once, for three days. If you did not open an account, ignore this mail.',
  });

export const resetMail = ({ username, link }: { username: string; link: string }): Letter =>
  letter({
    subject: 'Choose a new password',
    greeting: `Hello ${username},`,
    paragraphs: ['Someone asked for a new password for your AtriumVerse account. If it was you, choose one here.'],
    action: { label: 'Choose a new password', link },
    ending: 'The link works once, for one hour. If it was not you, ignore this mail; your password stays as it is.',
  });

export const passwordChangedMail = ({ username }: { username: string }): Letter =>
  letter({
    subject: 'Your password was changed',
    greeting: `Hello ${username},`,
    paragraphs: [
      'The password of your AtriumVerse account was changed just now, and you were signed out everywhere.',
      'If it was you, all is well: sign in with the new one. If it was not, ask for a new password at once.',
    ],
    ending: 'You get this mail whenever your password changes.',
  });
