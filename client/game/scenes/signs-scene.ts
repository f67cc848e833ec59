// Lies over the world and never zooms: names and speech are as sharp and as large at every distance.

import Phaser from 'phaser';

export const SIGNS = 'signs';

export class SignsScene extends Phaser.Scene {
  constructor() {
    super(SIGNS);
  }
}
