/** Whom to phone when a life is in danger (`emergency.numbers` of the pack). */
import type { Pack } from './pack.ts';

export type EmergencyNumbers = {
  readonly police: string;
  readonly ambulance: string;
  readonly fire: string;
  /** Psychological help (心理援助热线). */
  readonly mentalHealth: string;
};

/** National lines; they hold wherever a county leaves one blank. */
const national: EmergencyNumbers = {
  police: '110',
  ambulance: '120',
  fire: '119',
  mentalHealth: '12356',
};

/** The numbers of the pack in force, as they are dialled. */
export function emergencyNumbers({ settings }: Pick<Pack, 'settings'>): EmergencyNumbers {
  const own = settings['emergency.numbers'].value;
  const or = (number: string, otherwise: string): string =>
    number.trim() === '' ? otherwise : number.trim();
  return {
    police: or(own.police, national.police),
    ambulance: or(own.ambulance, national.ambulance),
    fire: or(own.fire, national.fire),
    mentalHealth: or(own['mental-health'], national.mentalHealth),
  };
}
