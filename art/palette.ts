// The materials of the world, each as a ramp from shade to light. One palette for all tiles keeps places in harmony.
import { ramp, softRamp } from './colour.ts';

export const OAK = softRamp(0xc49163);
export const WALNUT = softRamp(0x8d6249);
export const PINE = ramp(0xb98a57);
export const MAHOGANY = ramp(0x8a5340);
export const BARK = ramp(0x7a5640);

export const PLASTER = softRamp(0xdccdb4);
export const SAGE = softRamp(0xa9b79a);
export const DUSK = softRamp(0x8e9cc0);
export const ROSE = softRamp(0xc69a94);
export const BRICK = softRamp(0xb0705a);
export const CAP = ramp(0x55506e);
export const WAINSCOT = ramp(0x94705a);

export const SLATE = softRamp(0x7480a4);
export const TEAL = ramp(0x4b8c90);
export const CRIMSON = ramp(0xb04c58);
export const GOLD = ramp(0xdcae52);
export const INDIGO = ramp(0x505c94);
export const MOSS = ramp(0x6d8c52);
export const CORAL = ramp(0xd27a60);
export const LILAC = ramp(0x9484bc);
export const CREAM = ramp(0xd9ccb2);

export const STONE = softRamp(0xb0aaa8);
export const PAVING = softRamp(0xc2b49c);
export const GRAVEL = softRamp(0xd0b98c);
export const SOIL = softRamp(0x8c664c);
export const GRASS = softRamp(0x7cb05a);
export const LEAF = ramp(0x4f9a58);
export const PINE_LEAF = ramp(0x3c7a60);
export const AUTUMN = ramp(0xd08a44);
export const BLOSSOM = ramp(0xdf94ac);
export const WATER = softRamp(0x5aa4cc);

export const METAL = ramp(0x8b93a7);
export const STEEL = softRamp(0xb6bcc8);
export const WHITE = softRamp(0xdadde6);
export const DARK = ramp(0x413c56);
export const SCREEN = ramp(0x3c4f7a);
export const GLASS = softRamp(0x9fd0e6);
export const TERRACOTTA = ramp(0xc67250);

/** Petals, fairy lights, book spines: small spots of colour. */
export const CONFETTI = [0xf2d266, 0xe88f9e, 0xfff3da, 0x9d8fd6, 0xe57f5c, 0x7cc4c9] as const;
