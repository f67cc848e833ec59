import { useId, useState } from 'react';
import type { ServerAccess } from '../../../shared/protocol/servers.ts';
import { createServer } from '../../actions/servers.ts';
import { navigate } from '../../router/place.ts';
import { toast } from '../../state/toasts.ts';
import { Button } from '../kit/Button.tsx';
import { ChoiceCards } from '../kit/Choice.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { ErrorNote, Progress } from '../kit/Feedback.tsx';
import { TextAreaField, TextField } from '../kit/Field.tsx';
import { choiceOf, emptyDraft, MapPicker, OWN_MAP } from '../maps/MapPicker.tsx';
import { useUpload } from '../maps/useUpload.ts';
import { ACCESS_HINT, ACCESS_LABEL } from '../servers/labels.ts';
import { DESCRIPTION_MAX, descriptionFault, NAME_MAX, nameFault, oneLine } from '../servers/server-rules.ts';

const ACCESS = (['public', 'approval', 'invite'] as const).map((value) => ({
  value,
  label: ACCESS_LABEL[value],
  hint: ACCESS_HINT[value],
}));

export function CreateServerDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const formId = useId();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [access, setAccess] = useState<ServerAccess>('public');
  const [draft, setDraft] = useState(emptyDraft);
  const [tried, setTried] = useState(false);
  const map = choiceOf(draft);
  const upload = useUpload((progress) =>
    createServer(
      { name: name.trim(), description: oneLine(description), access, map: map ?? { template: 'office' } },
      progress,
    ),
  );

  const change = (next: typeof draft): void => {
    setDraft(next);
    upload.clearError();
  };
  const submit = (): void => {
    setTried(true);
    if (nameFault(name)) document.getElementById(`${formId}-name`)?.querySelector('input')?.focus();
    if (nameFault(name) || descriptionFault(description) || !map) return;
    upload.start((server) => {
      toast(`${server.name} is open. Invite your friends from its settings.`, { tone: 'success' });
      navigate(`/world/${server.id}`);
    });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="Found a world"
      description="Give it a name, choose a map, and walk in. All of it can be changed later."
      width="full"
      dismissable={!upload.running}
      footer={
        <>
          {upload.running ? <Button onClick={upload.stop}>Stop</Button> : <Button onClick={onClose}>Cancel</Button>}
          <Button type="submit" form={formId} variant="primary" busy={upload.running}>
            Found it
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        className="flex flex-col gap-6"
      >
        {upload.error && <ErrorNote>{upload.error}</ErrorNote>}
        {upload.running && draft.source === OWN_MAP && (
          <Progress
            label={upload.part === null ? 'Reading the map…' : 'Sending the map…'}
            {...(upload.part !== null && { value: upload.part })}
          />
        )}
        <div className="grid gap-5 sm:grid-cols-2">
          <div id={`${formId}-name`}>
            <TextField
              label="Name"
              value={name}
              onChange={(event) => setName(event.target.value)}
              error={tried ? nameFault(name) : undefined}
              maxLength={NAME_MAX}
              autoComplete="off"
              disabled={upload.running}
            />
          </div>
          <TextAreaField
            label="Description"
            optional
            rows={2}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
            error={tried ? descriptionFault(description) : undefined}
            maxLength={DESCRIPTION_MAX}
            aside={`${description.length} / ${DESCRIPTION_MAX}`}
            disabled={upload.running}
          />
        </div>
        <MapPicker draft={draft} onChange={change} disabled={upload.running} />
        {tried && !map && <ErrorNote>Choose your map file first, or take one of the built-in maps.</ErrorNote>}
        <ChoiceCards
          legend="Who may come in"
          options={ACCESS}
          value={access}
          onChange={setAccess}
          className="sm:grid-cols-3"
          disabled={upload.running}
        />
      </form>
    </Dialog>
  );
}
