import type { Message } from '../../../../shared/protocol/chat.ts';
import { toast } from '../../../state/toasts.ts';
import { Button } from '../../kit/Button.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { ErrorNote } from '../../kit/Feedback.tsx';
import { TextAreaField } from '../../kit/Field.tsx';
import { useForm } from '../../kit/useForm.ts';
import { useChatActions } from '../context.tsx';
import { inOneLine } from '../words.ts';

export function ReportDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const { care } = useChatActions();
  const { field, form, onSubmit, busy, error } = useForm({
    initial: { reason: '' },
    check: ({ reason }) => (reason.trim() === '' ? { reason: 'Say in a few words what is wrong with it.' } : {}),
    submit: async ({ reason }) => {
      await care.report(message, reason.trim());
      onClose();
      toast('Thank you. Those who look after this place will see it.', { tone: 'success' });
    },
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Report a message of ${message.username}`}
      description={
        message.target_user_id === null
          ? 'The moderators of this world see it, with the messages around it. Its author is not told.'
          : 'Those who run this installation see it, with the messages around it. Its author is not told.'
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={busy} onClick={() => onSubmit()}>
            Report
          </Button>
        </>
      }
    >
      <form ref={form} onSubmit={onSubmit} noValidate className="flex flex-col gap-5 pt-2">
        {error && <ErrorNote>{error}</ErrorNote>}
        <blockquote className="line-clamp-4 border-line-strong border-l-4 pl-3 text-ink-soft text-small">
          <bdi>{inOneLine(message)}</bdi>
        </blockquote>
        <TextAreaField {...field('reason')} label="What is wrong with it?" maxLength={2000} />
      </form>
    </Dialog>
  );
}
