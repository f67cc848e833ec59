// The composer of looks.

import assert from 'node:assert/strict';
import { site, visitors } from '../harness/browser.ts';
import { found, member, person } from '../harness/people.ts';
import { enter } from './world-page.ts';

describe('looks', () => {
  const visit = visitors();

  it('[UB54] a look is composed, saved, and seen at once by those in the same world', async () => {
    const ada = await person(site, 'ada');
    const world = await found(ada);
    const ben = await member(site, world, 'ben');
    const { context, page: inside } = await visit({ as: ada });
    const { page: his } = await visit({ as: ben });
    await Promise.all([enter(inside, world), enter(his, world)]);
    await his.getByRole('button', { name: 'People: 2 here' }).click();
    const portrait = his
      .getByRole('region', { name: 'People here' })
      .locator('li', { hasText: ada.username })
      .locator('img');
    const before = await portrait.getAttribute('src');

    const hers = await context.newPage();
    await hers.goto('/profile');
    const chosen: string[] = [];
    for (const name of ['Hair', 'Clothes']) {
      const fieldset = hers.getByRole('region', { name, exact: true }).getByRole('group').first();
      const label = (await fieldset.getByRole('radio', { checked: false }).nth(2).getAttribute('aria-label'))!;
      await fieldset.locator('label', { has: hers.getByRole('radio', { name: label, exact: true }) }).click();
      chosen.push(label);
    }
    await hers.getByRole('button', { name: 'Save this look' }).first().click();
    await hers.getByText('Your new look is on').waitFor();

    const own = hers.getByRole('button', { name: /^Account menu/ }).locator('img');
    const now = await own.getAttribute('src');
    assert.notEqual(now, before);
    await his.waitForFunction(
      ([name, src]) =>
        [...document.querySelectorAll('li')].some(
          (row) => row.textContent?.includes(name!) && row.querySelector('img')?.src === src,
        ),
      [ada.username, now] as const,
    );
    await hers.reload();
    for (const label of chosen) {
      assert.ok(await hers.getByRole('radio', { name: label, exact: true }).first().isChecked(), label);
    }
  });
});
