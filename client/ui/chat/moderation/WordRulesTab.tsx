import { useState } from 'react';
import type { WordRule } from '../../../../shared/protocol/moderation.ts';
import { ApiError } from '../../../net/api-error.ts';
import { Badge } from '../../kit/Badge.tsx';
import { Button } from '../../kit/Button.tsx';
import { Segments } from '../../kit/Choice.tsx';
import { ErrorNote } from '../../kit/Feedback.tsx';
import { TextField } from '../../kit/Field.tsx';
import { useAction } from '../../kit/useAction.ts';
import { useForm } from '../../kit/useForm.ts';
import { useChatActions } from '../context.tsx';
import { PagedList } from './PagedList.tsx';
import { usePages } from './usePages.ts';

const ACTIONS: readonly { value: WordRule['action']; label: string }[] = [
  { value: 'hold', label: 'Hold' },
  { value: 'refuse', label: 'Refuse' },
];

export function WordRulesTab({ serverId, mayChange }: { serverId: string; mayChange: boolean }) {
  const { care } = useChatActions();
  const pages = usePages(
    async () => ({ items: (await care.wordRules(serverId)).word_rules, has_more: false, cursor: null }),
    ({ id }) => id,
  );
  return (
    <div className="flex flex-col gap-6">
      <p className="text-ink-soft text-small">
        A message with such a word is refused, or held until a moderator has looked at it. Disguises are seen through:
        accents, look-alike letters, spaces between letters. Moderators are not held up.
      </p>
      {mayChange && <NewRule serverId={serverId} onMade={() => pages.read()} />}
      <PagedList pages={pages} empty="No word is looked for.">
        {(rule) => (
          <li key={rule.id} className="flex min-h-11 items-center gap-3 text-small">
            <code dir="auto" className="min-w-0 flex-1 truncate font-mono">
              {rule.pattern}
            </code>
            <Badge tone={rule.action === 'refuse' ? 'danger' : 'lamp'}>
              {rule.action === 'refuse' ? 'Refused' : 'Held'}
            </Badge>
            {mayChange && (
              <RemoveRule serverId={serverId} rule={rule} onDone={() => pages.drop(({ id }) => id === rule.id)} />
            )}
          </li>
        )}
      </PagedList>
    </div>
  );
}

function NewRule({ serverId, onMade }: { serverId: string; onMade: () => Promise<void> }) {
  const { care } = useChatActions();
  const [action, setAction] = useState<WordRule['action']>('hold');
  const { field, form, onSubmit, set, busy, error } = useForm({
    initial: { pattern: '' },
    check: ({ pattern }) => (pattern.trim().length < 2 ? { pattern: 'Write at least two letters.' } : {}),
    place: (failure) =>
      failure instanceof ApiError && failure.code === 'moderation/rule_exists' ? { pattern: failure.message } : {},
    submit: async ({ pattern }) => {
      await care.addWordRule(serverId, { pattern: pattern.trim(), action });
      set({ pattern: '' });
      await onMade();
    },
  });
  return (
    <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-3">
      {error && <ErrorNote>{error}</ErrorNote>}
      <TextField
        {...field('pattern')}
        label="Word or phrase"
        hint="* stands for any letters: “spam*” is “spammer” as well."
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Segments legend="What happens" options={ACTIONS} value={action} onChange={setAction} />
        <Button type="submit" variant="primary" busy={busy}>
          Add
        </Button>
      </div>
    </form>
  );
}

function RemoveRule({ serverId, rule, onDone }: { serverId: string; rule: WordRule; onDone: () => void }) {
  const { care } = useChatActions();
  const remove = useAction(async () => {
    await care.removeWordRule(serverId, rule.id);
    onDone();
  });
  return (
    <Button
      size="small"
      className="pointer-coarse:h-11"
      variant="quiet"
      busy={remove.busy}
      onClick={() => remove.run()}
      aria-label={`Take away the rule for ${rule.pattern}`}
    >
      Take away
    </Button>
  );
}
