import { z } from 'zod';
import { signedIn, signInAsk } from './identity.ts';

// The second step of signing in with a password (decision 0029), for those who have an authenticator app or must have one.

const slip = z.string().min(1).max(2000);

/** The password was right. `code`: a code is wanted; `enrolment`: the person sets up an app first; `new-password`: it was good once, they choose their own. `slip`: for the next step. */
export const secondFactorWanted = z.object({ needs: z.enum(['code', 'enrolment', 'new-password']), slip });
export type SecondFactorWanted = z.infer<typeof secondFactorWanted>;

/** What `POST /sign-in` answers. A desk that is older than second factors does not read the other one, and asks for its update. */
export const signInAnswer = z.union([signedIn, secondFactorWanted]);

/** Six digits, or a recovery code; spaces and dashes do not count. */
const code = z.string().min(6).max(40);
const { device, deviceName } = signInAsk.shape;

export const secondFactorAsk = z.strictObject({ slip, code, device, deviceName });
export type SecondFactorAsk = z.infer<typeof secondFactorAsk>;

export const newPasswordAsk = z.strictObject({
  slip,
  password: signInAsk.shape.password,
  device,
  deviceName,
});
export type NewPasswordAsk = z.infer<typeof newPasswordAsk>;

export const enrolmentAsk = z.strictObject({ slip });
/** `secret`: base32, to be typed; `uri`: the same as an app reads it from a QR code. */
export const enrolmentBegun = z.object({ secret: z.string().max(100), uri: z.string().max(1000) });
export type EnrolmentBegun = z.infer<typeof enrolmentBegun>;

/** `recovery`: ten codes, each good once, told this once. */
export const enrolmentDone = z.object({ recovery: z.array(z.string().max(40)), signedIn });
export type EnrolmentDone = z.infer<typeof enrolmentDone>;
