import { toast } from '../../../state/toasts.ts';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { ErrorNote } from '../../kit/Feedback.tsx';
import { TextField } from '../../kit/Field.tsx';
import { useForm } from '../../kit/useForm.ts';
import { useChatActions } from '../context.tsx';
import type { Someone } from '../view.ts';

type Props = { serverId: string; person: Someone; ban: boolean; onClose: () => void };
/** Out of the world, and with `ban` never in again. */
export function RemovePersonDialog({ serverId, person: { userId, username }, ban, onClose }: Props) {
  const { care } = useChatActions();
  const { field, form, onSubmit, busy, error } = useForm({
    initial: { reason: '' },
    check: () => ({}),
    submit: async ({ reason }) => {
      await care.removePerson(serverId, userId, { ban, ...(reason.trim() && { reason: reason.trim() }) });
      onClose();
      toast(ban ? `${username} was banned.` : `${username} was removed.`, { tone: 'success' });
    },
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={ban ? `Ban ${username}?` : `Remove ${username}?`}
      description={
        ban
          ? 'They leave this world at once and can not come back until the ban is lifted.'
          : 'They leave this world at once, and may come back the way everybody comes.'
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" busy={busy} onClick={() => onSubmit()}>
            {ban ? 'Ban' : 'Remove'}
          </Button>
        </>
      }
    >
      <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-5 pt-2">
        {error && <ErrorNote>{error}</ErrorNote>}
        <TextField {...field('reason')} label="Reason" optional hint="For the record of this world." maxLength={200} />
      </form>
    </Dialog>
  );
}
