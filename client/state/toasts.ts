// Short notes at the edge of the screen. Errors stay until they are dismissed; the rest leave by themselves.

import { create } from 'zustand';

export type Toast = {
  id: number;
  tone: 'info' | 'success' | 'error';
  text: string;
  action?: { label: string; run: () => void };
};

const LIFE_MS = 5000;
/** More would cover the page. */
const SHOWN_MAX = 4;
let lastId = 0;

export const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }));

export function toast(text: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}): void {
  const id = ++lastId;
  const added: Toast = { id, tone: 'info', text, ...options };
  useToasts.setState(({ toasts }) => ({
    toasts: [...toasts.filter((shown) => shown.text !== text), added].slice(-SHOWN_MAX),
  }));
  if (added.tone !== 'error') setTimeout(() => dismissToast(id), LIFE_MS + text.length * 40);
}

export const dismissToast = (id: number): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((shown) => shown.id !== id) }));
