import type { CommandAsk } from '../case/commands.ts';
import type { Refusal } from '../case/refusals.ts';

export type Draft = { key: string; body: string; at: number };

export type Unsent = {
  commandId: string;
  type: string;
  customerId: string;
  customerName: string | null;
  at: number;
  /** Null: it goes with the next exchange. `update`: it waits for a newer Hilo, here or at the centre. */
  waits: 'update' | null;
};

/** A photo or document of which the centre does not hold every byte yet. `refused`: it does not take it, or it is damaged here. */
export type UnsentFile = {
  attachmentId: string;
  customerId: string;
  customerName: string | null;
  name: string;
  at: number;
  bytes: number;
  sent: number | 'refused';
};

/** Something the centre refused after the desk had done it. It stays until the person has read it. */
export type Refused = {
  commandId: string;
  type: string;
  customerId: string;
  customerName: string | null;
  /** Which case it was for, where it is here. */
  caseSubject: string | null;
  /** When it was written, and what: the person's own words where there are any. */
  at: number;
  text: string | null;
  /** All of it, to write it again; null where this program cannot read it. */
  ask: CommandAsk | null;
  refusal: Refusal;
};
