// Whether the browser believes that it is online.

import { create } from 'zustand';

export const useConnection = create<{ online: boolean }>(() => ({ online: navigator.onLine }));

export function startConnection(): void {
  const update = (): void => useConnection.setState({ online: navigator.onLine });
  addEventListener('online', update);
  addEventListener('offline', update);
}
