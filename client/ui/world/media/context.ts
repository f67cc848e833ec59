// What the parts about voice and video reach.

import { useStore } from 'zustand';
import type { MediaActions } from '../../../actions/world-media.ts';
import type { Stay } from '../../../actions/world-stay.ts';
import type { WorldMediaState } from '../../../state/world-media.ts';
import { useWorldHandle } from '../context.tsx';

export type MediaHandle = Stay['media'];
export const useMediaHandle = (): MediaHandle => useWorldHandle().media;
export const useMedia = <T>(select: (state: WorldMediaState) => T): T => useStore(useMediaHandle().store, select);
export const useMediaActions = (): MediaActions => useMediaHandle().actions;
export const useIsOn = (): boolean => useMedia(({ phase }) => phase === 'on');
