// Getting into worlds of others, and out of them.

import assert from 'node:assert/strict';
import { site, visitors } from '../harness/browser.ts';
import { found, member, person } from '../harness/people.ts';
import { PASSWORD } from '../harness/rest.ts';
import { enter, stand } from './world-page.ts';

describe('membership', () => {
  const visit = visitors();

  it('[UB50] who asks to join waits, is let in by the owner, and enters', async () => {
    const ada = await person(site, 'ada');
    const world = await found(ada, { access: 'approval' });
    const { page: his, person: ben } = await visit({ as: 'ben' });
    await his.goto(`/servers/${world}`);
    await his.getByRole('button', { name: 'Ask to join Testing ground' }).click();
    await his.getByText('Your request is with the people who run this world').waitFor();
    const { page: hers } = await visit({ as: ada });
    await hers.goto(`/servers/${world}/settings`);
    await hers.getByRole('tab', { name: /^Requests 1 waiting/ }).click();
    await hers.getByRole('button', { name: `Let in ${ben!.username}` }).click();
    await hers.getByText(`${ben!.username} is in.`).waitFor();
    await his.reload();
    await his.getByRole('link', { name: 'Enter Testing ground' }).click();
    await his.getByRole('heading', { name: 'Testing ground', level: 1 }).waitFor();
    await enter(his, world);
  });

  it('[UB51] an invite link leads somebody who has no account yet into a world that nobody finds', async () => {
    const { page: hers, person: ada } = await visit({
      as: 'ada',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const world = await found(ada!, { access: 'invite' });
    await hers.goto(`/servers/${world}/settings/invites`);
    await hers.getByRole('button', { name: 'Make and copy a link' }).click();
    await hers.getByText('The link is copied').waitFor();
    const link = await hers.evaluate(() => navigator.clipboard.readText());

    const { page: his } = await visit();
    await his.goto(link);
    await his.getByRole('link', { name: 'Create an account' }).click();
    const username = `guest_${process.pid}`;
    await his.getByLabel('Name', { exact: true }).fill(username);
    await his.getByLabel('E-mail').fill(`${username}@example.org`);
    await his.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await his.getByRole('button', { name: 'Create account' }).click();
    await his.getByRole('button', { name: 'Looks good' }).first().click();
    await his.getByRole('heading', { name: 'You are invited' }).waitFor();
    await his.getByRole('button', { name: 'Accept and enter' }).click();
    await his.getByRole('heading', { name: 'Testing ground', level: 1 }).waitFor();
    await enter(his, world);
  });

  it('[UB52] who is removed while inside is told why, and the owner sees it done', async () => {
    const ada = await person(site, 'ada');
    const world = await found(ada);
    const ben = await member(site, world, 'ben');
    const { page: hers } = await visit({ as: ada });
    const { page: his } = await visit({ as: ben });
    await Promise.all([enter(hers, world), enter(his, world)]);
    await hers.getByRole('button', { name: 'Manage members' }).click();
    const dialog = hers.getByRole('dialog', { name: 'People of this world' });
    await dialog.getByRole('button', { name: `Manage ${ben.username}` }).click();
    await hers.getByRole('menuitem', { name: 'Remove' }).click();
    await hers.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await hers.getByText(`${ben.username} was removed.`).waitFor();
    const ending = his.getByRole('alertdialog', { name: 'You were asked to leave' });
    await ending.waitFor();
    await ending.getByRole('button', { name: 'To your worlds' }).click();
    await his.getByRole('heading', { name: /^Where to/ }).waitFor();
  });

  it('[UB53] an owner deletes a world after typing its name; who is inside is told', async () => {
    const ada = await person(site, 'ada');
    const world = await found(ada);
    const ben = await member(site, world, 'ben');
    const { page: his } = await visit({ as: ben });
    await enter(his, world);
    await stand(his);
    const { page: hers } = await visit({ as: ada });
    await hers.goto(`/servers/${world}/settings/owner`);
    await hers.getByRole('button', { name: 'Delete Testing ground' }).click();
    const dialog = hers.getByRole('alertdialog');
    const confirm = dialog.getByRole('button', { name: 'Delete for good' });
    assert.ok(await confirm.isDisabled());
    await dialog.getByRole('textbox').fill('Testing ground');
    await confirm.click();
    await hers.getByText('Testing ground is gone.').waitFor();
    await his.getByRole('alertdialog', { name: 'This server is gone' }).waitFor();
    const { status } = await ada.call('GET', `/servers/${world}`);
    assert.equal(status, 404);
  });
});
