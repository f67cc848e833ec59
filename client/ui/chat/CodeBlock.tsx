import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { toast } from '../../state/toasts.ts';
import { IconButton } from '../kit/Button.tsx';

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    toast('Your browser did not allow copying. Mark the text and copy it by hand.', { tone: 'error' });
    return false;
  }
}

const SHOWN_MS = 1500;
export function CodeBlock({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <div className="frame relative m-0.5 max-w-2xl bg-ground">
      <pre
        dir="ltr"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="max-h-96 overflow-auto py-2.5 pr-12 pl-3 font-mono text-small leading-5"
      >
        {text}
      </pre>
      <IconButton
        icon={copied ? Check : Copy}
        label={copied ? 'Copied' : 'Copy the code'}
        size="small"
        className="absolute top-1 right-1 bg-ground pointer-coarse:size-11"
        onClick={async () => setCopied(await copyText(text))}
      />
    </div>
  );
}
