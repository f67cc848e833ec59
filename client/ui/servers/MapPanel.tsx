import { useState } from 'react';
import type { VirtualServer } from '../../../shared/protocol/servers.ts';
import { replaceMap } from '../../actions/servers.ts';
import { toast } from '../../state/toasts.ts';
import { Button } from '../kit/Button.tsx';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { ErrorNote, Progress } from '../kit/Feedback.tsx';
import { choiceOf, emptyDraft, MapPicker } from '../maps/MapPicker.tsx';
import { useUpload } from '../maps/useUpload.ts';

export function MapPanel({ server }: { server: VirtualServer }) {
  const [draft, setDraft] = useState(emptyDraft);
  const [asking, setAsking] = useState(false);
  const map = choiceOf(draft);
  const upload = useUpload((progress) => (map ? replaceMap(server.id, map, progress) : Promise.resolve()));
  const change = (next: typeof draft): void => {
    setDraft(next);
    upload.clearError();
  };
  return (
    <div className="flex flex-col gap-6">
      <p className="max-w-prose text-ink-soft">
        A new map takes the place of the old one for good. Messages and members stay; people inside are moved to its
        entrance.
      </p>
      {upload.error && <ErrorNote>{upload.error}</ErrorNote>}
      <MapPicker draft={draft} onChange={change} disabled={upload.running} />
      {upload.running && (
        <Progress
          label={upload.part === null ? 'Reading the map…' : 'Sending the map…'}
          {...(upload.part !== null && { value: upload.part })}
        />
      )}
      <div className="flex flex-wrap gap-3">
        <Button variant="primary" disabled={!map} busy={upload.running} onClick={() => setAsking(true)}>
          Replace the map
        </Button>
        {upload.running && <Button onClick={upload.stop}>Stop</Button>}
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Replace the map?"
        confirmLabel="Replace"
        onConfirm={() => {
          setAsking(false);
          void upload.start(() => toast('The new map is in place.', { tone: 'success' }));
        }}
      >
        Everyone who is inside {server.name} now is moved to the entrance of the new map.
      </ConfirmDialog>
    </div>
  );
}
