import type { LucideIcon } from 'lucide-react';
import { MicOff, SignalLow, SignalMedium, VolumeX } from 'lucide-react';
import type { MediaPeer, PeerQuality } from '../../../state/world-media.ts';
import { useMedia } from './context.ts';

const BARS: Record<Exclude<PeerQuality, null | 'good'>, readonly [LucideIcon, string]> = {
  fair: [SignalMedium, 'slow connection'],
  poor: [SignalLow, 'weak connection'],
};

/** Signs beside a name, each with its words. */
export function PeerMarks({ peer }: { peer: MediaPeer }) {
  const mutedForMe = useMedia(({ mutedPeople }) => mutedPeople.has(peer.userId));
  const bars = peer.state === 'connected' && peer.quality && peer.quality !== 'good' ? BARS[peer.quality] : null;
  return (
    <>
      {peer.media.audio && peer.media.is_muted && <Mark icon={MicOff} label="muted" />}
      {mutedForMe && <Mark icon={VolumeX} label="muted for you" />}
      {bars && <Mark icon={bars[0]} label={bars[1]} />}
    </>
  );
}

export const Mark = ({ icon: Icon, label, className }: { icon: LucideIcon; label: string; className?: string }) => (
  <span title={label} className={className ?? 'shrink-0'}>
    <Icon size={14} aria-hidden />
    <span className="sr-only">{label}</span>
  </span>
);
