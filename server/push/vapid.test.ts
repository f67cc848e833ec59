import assert from 'node:assert/strict';
import { testDatabase } from '../../test/harness/database.ts';
import { contactOf, loadVapidKeys } from './vapid.ts';

describe('the keys of notifications', () => {
  const database = testDatabase();

  it('[PU4] are made once, however many processes start at the same moment, and stay', async () => {
    const [first, ...others] = await Promise.all(Array.from({ length: 8 }, () => loadVapidKeys(database.db)));
    for (const keys of [...others, await loadVapidKeys(database.db)]) assert.deepEqual(keys, first);
    assert.equal(Buffer.from(first!.public_key, 'base64url').length, 65);
    assert.equal(Buffer.from(first!.private_key, 'base64url').length, 32);
  });

  it('[PU7] come with a contact: the address that mails are from, or the site', () => {
    const contact = (mailFrom: string, publicUrl?: string) => contactOf({ mailFrom, publicUrl });
    assert.equal(contact('AtriumVerse <no-reply@example.org>'), 'mailto:no-reply@example.org');
    assert.equal(contact('no-reply@example.org', 'https://play.example.org'), 'mailto:no-reply@example.org');
    assert.equal(contact('AtriumVerse <no-reply@localhost>', 'https://play.example.org'), 'https://play.example.org');
    assert.equal(contact('AtriumVerse <no-reply@localhost>', 'http://10.0.0.5'), 'mailto:no-reply@localhost');
    assert.equal(contact('nonsense'), 'mailto:no-reply@localhost');
  });
});
