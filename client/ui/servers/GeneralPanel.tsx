import { useState } from 'react';
import type { ServerAccess, VirtualServer } from '../../../shared/protocol/servers.ts';
import { updateServer } from '../../actions/servers.ts';
import { toast } from '../../state/toasts.ts';
import { Button } from '../kit/Button.tsx';
import { ChoiceCards } from '../kit/Choice.tsx';
import { ErrorNote } from '../kit/Feedback.tsx';
import { TextAreaField, TextField } from '../kit/Field.tsx';
import { useForm } from '../kit/useForm.ts';
import { ACCESS_HINT, ACCESS_LABEL } from './labels.ts';
import { checkServer, DESCRIPTION_MAX, NAME_MAX, oneLine } from './server-rules.ts';

const ACCESS = (['public', 'approval', 'invite'] as const).map((value) => ({
  value,
  label: ACCESS_LABEL[value],
  hint: ACCESS_HINT[value],
}));

export function GeneralPanel({ server }: { server: VirtualServer }) {
  const [access, setAccess] = useState<ServerAccess>(server.access);
  const { field, form, onSubmit, values, busy, error } = useForm({
    initial: { name: server.name, description: server.description, icon_url: server.icon_url ?? '' },
    check: checkServer,
    submit: async ({ name, description, icon_url }) => {
      const change = {
        name: name.trim(),
        description: oneLine(description),
        icon_url: icon_url.trim() || null,
        access,
      };
      await updateServer(server.id, change);
      toast('Saved.', { tone: 'success' });
    },
  });
  const changed =
    values.name.trim() !== server.name ||
    oneLine(values.description) !== server.description ||
    (values.icon_url.trim() || null) !== server.icon_url ||
    access !== server.access;
  return (
    <form ref={form} onSubmit={onSubmit} noValidate className="flex max-w-3xl flex-col gap-6">
      {error && <ErrorNote>{error}</ErrorNote>}
      <TextField {...field('name')} label="Name" maxLength={NAME_MAX} autoComplete="off" />
      <TextAreaField
        {...field('description')}
        label="Description"
        optional
        hint="Shown on its card. What is this place for?"
        maxLength={DESCRIPTION_MAX}
        aside={`${values.description.length} / ${DESCRIPTION_MAX}`}
      />
      <TextField
        {...field('icon_url')}
        label="Picture"
        optional
        type="url"
        placeholder="https://"
        hint="The https address of a small square picture, shown on its card."
        maxLength={2048}
        spellCheck={false}
      />
      <ChoiceCards
        legend="Who may come in"
        options={ACCESS}
        value={access}
        onChange={setAccess}
        className="sm:grid-cols-3"
      />
      <div>
        <Button type="submit" variant="primary" busy={busy} disabled={!changed}>
          Save changes
        </Button>
      </div>
    </form>
  );
}
