import { toast } from '../../../state/toasts.ts';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { ErrorNote } from '../../kit/Feedback.tsx';
import { SelectField, TextField } from '../../kit/Field.tsx';
import { useForm } from '../../kit/useForm.ts';
import { useChatActions } from '../context.tsx';
import type { Someone } from '../view.ts';

/** Minutes, and in words. */
const TIMES: readonly (readonly [number, string])[] = [
  [10, '10 minutes'],
  [60, '1 hour'],
  [24 * 60, '1 day'],
  [7 * 24 * 60, '1 week'],
  [28 * 24 * 60, '4 weeks'],
];

type Props = { serverId: string; person: Someone; onClose: () => void };
export function MuteDialog({ serverId, person: { userId, username }, onClose }: Props) {
  const { care } = useChatActions();
  const { field, form, onSubmit, busy, error } = useForm({
    initial: { minutes: '60', reason: '' },
    check: () => ({}),
    submit: async ({ minutes, reason }) => {
      await care.mutePerson(serverId, userId, {
        minutes: Number(minutes),
        ...(reason.trim() && { reason: reason.trim() }),
      });
      onClose();
      toast(`${username} can not write here for a while.`, { tone: 'success' });
    },
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Mute ${username}`}
      description="They can still read, but not write in this world until the time is over."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" busy={busy} onClick={() => onSubmit()}>
            Mute
          </Button>
        </>
      }
    >
      <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-5 pt-2">
        {error && <ErrorNote>{error}</ErrorNote>}
        <SelectField {...field('minutes')} label="For how long">
          {TIMES.map(([minutes, label]) => (
            <option key={minutes} value={minutes}>
              {label}
            </option>
          ))}
        </SelectField>
        <TextField {...field('reason')} label="Reason" optional hint="For the record of this world." maxLength={500} />
      </form>
    </Dialog>
  );
}
