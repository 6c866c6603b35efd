/**
 * A machine said no. Named by what the receiver does:
 * `retry` later, `update` Hilo, mend the `bad-input`, free some space (`disk-full`), choose another place for a file (`bad-place`), leave the store alone and read the screen
 * (`store-trouble`), unlock the desk (`locked`), or report the ref (`internal`).
 */
export type FaultCode =
  | 'retry'
  | 'update'
  | 'bad-input'
  | 'disk-full'
  | 'bad-place'
  | 'store-trouble'
  | 'locked'
  | 'internal';

/** Carries no name, number or text of a customer: `what` is for a log, `ref` is what a person reads out to support. */
export type Fault = { code: FaultCode; what: string; ref: string };

/** A fault on its way up to whoever answers. */
export class FaultError extends Error {
  readonly code: FaultCode;
  constructor(code: FaultCode, what: string, options?: ErrorOptions) {
    super(what, options);
    this.name = 'FaultError';
    this.code = code;
  }
}
