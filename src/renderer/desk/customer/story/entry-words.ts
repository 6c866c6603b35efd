import type { Money } from '#shared/order/money.ts';
import { byItself } from '#shared/promise/fold.ts';
import { type Texts, textIn } from '#shared/rules/texts.ts';
import type { CompensationView } from '#shared/views/case.ts';
import type { StoryEntry } from '#shared/views/story.ts';
import { preferredText } from '../card/preferred-text.ts';
import type { Say } from '../say.ts';
import { claimWords } from './claim-words.ts';

/** What an entry says: a title, and under it a text. `own` marks words that a person or a shop wrote. */
export type EntryWords = { title: string; detail: string | null; text: string | null; own: boolean };

/** A supervisor who takes the case has answered without a word. */
const supervised = ({ kind, text }: { kind: 'supervisor-asked' | 'supervisor-answered'; text: string }) =>
  kind === 'supervisor-asked' ? 'supervisorAsked' : text === '' ? 'supervisorTook' : 'supervisorAnswered';

const words = (title: string, detail: string | null = null, text: string | null = null): EntryWords => ({
  title,
  detail,
  text,
  own: text !== null,
});

/** The words of an entry in the person's language. Texts of customers and carriers come out as they were written. */
export function entryWords(
  entry: StoryEntry,
  say: Say,
  phone: (number: string) => string = (number) => number,
  /** The team's name of a failure. */
  leaf: (id: string) => string | null = () => null,
  /** What something costs us, also in the currency of the order that it was given for. */
  costs: (cost: Money, entry: Pick<CompensationView, 'amount' | 'besides' | 'orderId'>) => string = (cost) =>
    say.t('give.costs', { cost: say.money(cost) }),
): EntryWords {
  const { t } = say;
  switch (entry.kind) {
    case 'contact':
      return words(
        t(`entry.contact.${entry.channel}.${entry.direction}`),
        parts(
          entry.seconds === null && entry.channel === 'call' ? t('entry.unanswered') : null,
          // a mail or a letter has no length
          entry.seconds ? say.duration(entry.seconds) : null,
          entry.code && t(`code.${entry.code}`),
          entry.language && entry.language !== say.language.slice(0, 2) ? say.tongue(entry.language) : null,
          entry.number && phone(entry.number),
        ),
      );
    case 'note':
      return words(t(entry.about === 'tried' ? 'entry.tried' : 'entry.note'), null, entry.text);
    case 'file':
      return fileWords(entry, say);
    case 'revealed':
      return words(t('entry.revealed'), t(`reveal.because.${entry.why}`));
    case 'case-opened':
      return words(
        t('entry.caseOpened', { number: caseNumber(entry.number) }),
        parts(t(`cases.kind.${entry.caseKind}`), entry.failure && leaf(entry.failure), entry.subject),
        entry.words || null,
      );
    case 'case-solved':
      return words(
        t('entry.caseSolved', { number: caseNumber(entry.number) }),
        entry.subject,
        [entry.text, ...entry.released.map((one) => t('entry.released', one))].filter(Boolean).join('\n') ||
          null,
      );
    case 'case-reopened':
      return words(
        t('entry.caseReopened', { number: caseNumber(entry.number) }),
        entry.subject,
        entry.text || null,
      );
    case 'case-key-told':
      return words(t('entry.keyTold', { number: caseNumber(entry.number) }), entry.subject);
    case 'case-offered':
      return words(
        t('entry.caseOffered', { number: caseNumber(entry.number), name: entry.other.name }),
        entry.subject,
        entry.text || null,
      );
    case 'case-taken':
      return words(
        t('entry.caseTaken', { number: caseNumber(entry.number), name: entry.other.name }),
        entry.subject,
      );
    case 'case-offer-ended':
      return words(
        t(`entry.caseOffer.${entry.outcome}`, { number: caseNumber(entry.number) }),
        entry.subject,
        entry.text || null,
      );
    case 'case-classified':
      return words(
        t('entry.classified', { number: caseNumber(entry.number) }),
        parts(t(`cases.kind.${entry.caseKind}`), entry.failure && leaf(entry.failure)),
      );
    case 'playbook-answered':
      return words(t('entry.answered'), textIn(entry.question, say.language), entry.answer || null);
    case 'apologised':
      return words(t('entry.apologised'), null, entry.text);
    case 'explained':
      return words(t('entry.explained'), parts(t(`steps.source.${entry.source}`), entry.ref), entry.text);
    case 'cause-found':
      return words(t('entry.causeFound'), t(`steps.cause.${entry.cause}`), entry.text || null);
    case 'supervisor-asked':
    case 'supervisor-answered':
      return words(
        t(`entry.${supervised(entry)}`, {
          number: caseNumber(entry.number),
        }),
        null,
        entry.text || null,
      );
    case 'order-linked':
      return words(
        entry.orderNumber === null
          ? t('entry.orderLinkedUnknown', { number: caseNumber(entry.number) })
          : t('entry.orderLinked', { number: caseNumber(entry.number), order: entry.orderNumber }),
      );
    case 'promise':
      return words(
        t('entry.promise', { until: say.moment(entry.until) }),
        parts(
          entry.state === 'pending' && entry.until < say.now
            ? t('entry.overdue')
            : t(`cases.promiseState.${entry.state}`),
          entry.late > 0 ? t('entry.late', { count: entry.late }) : null,
          entry.proof && entry.state === 'pending' ? t(`entry.proof.${entry.proof}`) : null,
        ),
        entry.text,
      );
    case 'promise-ended':
      return words(
        entry.by?.id === byItself
          ? t('entry.promiseKeptItself')
          : t('entry.promiseEnded', { state: t(`cases.promiseState.${entry.state}`) }),
        parts(
          entry.promise,
          entry.by?.id === byItself && entry.proof ? t(`entry.proven.${entry.proof}`) : null,
          entry.late > 0 ? t('entry.late', { count: entry.late }) : null,
        ),
        entry.text || null,
      );
    case 'attachment':
      return words(
        t('entry.attachment', { name: entry.name }),
        entry.removed === null ? say.bytes(entry.bytes) : t('entry.attachmentGone', { why: entry.removed }),
        entry.text || null,
      );
    case 'attachment-removed':
      return words(t('entry.attachmentRemoved', { name: entry.name }), null, entry.text);
    case 'incident-tied':
      return words(
        t('incidents.entry.tied', { number: caseNumber(entry.number), title: incidentTitle(entry, say) }),
      );
    case 'incident-called-back':
      return words(
        t(entry.reached ? 'incidents.entry.reached' : 'incidents.entry.missed', {
          title: incidentTitle(entry, say),
        }),
        null,
        entry.text || null,
      );
    case 'claim-opened':
    case 'claim-noted':
    case 'claim-closed':
    case 'claim-offered':
    case 'claim-offer-ended':
    case 'claim-taken':
      return claimWords(entry, say);
    case 'compensation': {
      const { remedy, amount, cost, state, asked, less } = entry;
      return words(
        t(asked ? 'entry.compensation.asked' : 'entry.compensation.given', {
          remedy: t(`remedy.${remedy}`),
        }),
        parts(
          amount && say.money(amount),
          cost && costs(cost, entry),
          less
            ? t('entry.compensation.less', { amount: say.money(less) })
            : asked || state !== 'given'
              ? t(`compensationState.${state}`)
              : null,
        ),
        [
          entry.text,
          entry.why && t('recovery.why', { text: entry.why }),
          entry.checked && t('entry.compensation.checked', { text: entry.checked }),
        ]
          .filter(Boolean)
          .join('\n') || null,
      );
    }
    case 'compensation-answered':
      return words(
        t(`entry.compensation.${entry.answer}`, {
          remedy: entry.remedy ? t(`remedy.${entry.remedy}`) : t('entry.compensation.unknown'),
        }),
        parts(
          entry.amount && say.money(entry.amount),
          entry.askedFor && t('entry.compensation.of', { asked: say.money(entry.askedFor) }),
        ),
        entry.text || null,
      );
    case 'flag':
      return words(t('entry.flag.title'), t(`entry.flag.${entry.why}`));
    case 'newer':
      return words(t('entry.newer', { type: entry.type }), t('entry.newerHint'));
    default:
      return shopWords(entry, say);
  }
}

function fileWords(entry: Extract<StoryEntry, { kind: 'file' }>, say: Say): EntryWords {
  const { t } = say;
  const { what, text, label, preferred, whom } = entry;
  return words(
    t(`entry.file.${what}`),
    parts(
      label && t('entry.file.label', { label }),
      whom && isLink(what) ? t(`entry.file.whom.${what}`, { name: whom.name ?? t('card.noName') }) : null,
      preferred && preferredText(preferred, say),
    ),
    text,
  );
}

type LinkWhat = 'linked' | 'unlinked' | 'linked-from' | 'unlinked-from' | 'not-twin';
const linkWhats: ReadonlySet<string> = new Set<LinkWhat>([
  'linked',
  'unlinked',
  'linked-from',
  'unlinked-from',
  'not-twin',
]);
const isLink = (what: string): what is LinkWhat => linkWhats.has(what);

type ShopEntry = Extract<
  StoryEntry,
  { kind: 'order' | 'order-cancelled' | 'payment' | 'shipment' | 'tracking' }
>;

function shopWords(entry: ShopEntry, say: Say): EntryWords {
  const { t } = say;
  const { number } = entry;
  switch (entry.kind) {
    case 'order':
      return words(
        t(`entry.order.${entry.orderKind}`, { number }),
        parts(
          say.money(entry.total),
          entry.lineCount === 0
            ? t('entry.orderTextEmpty')
            : t('entry.orderText', { count: entry.lineCount, first: entry.firstTitle ?? '' }),
        ),
      );
    case 'order-cancelled':
      return words(t('entry.orderCancelled', { number }));
    case 'payment':
      return words(
        t(entry.paymentKind === 'refund' ? 'entry.refund' : 'entry.payment', { number }),
        parts(
          say.money(entry.amount),
          entry.method,
          entry.status === 'done' ? null : t(`entry.paymentStatus.${entry.status}`),
        ),
      );
    case 'shipment':
      return words(
        t('entry.shipment', { number, count: entry.pieces }),
        parts(entry.carrier, entry.tracking),
      );
    case 'tracking':
      return words(
        t('entry.tracking', { status: t(`tracking.${entry.status}`), number }),
        parts(
          entry.carrier,
          entry.tracking,
          entry.place,
          entry.signedBy && t('entry.signedBy', { name: entry.signedBy }),
        ),
        entry.text,
      );
  }
}

const incidentTitle = ({ title }: { title: Texts | null }, { t, language }: Say): string =>
  title === null ? t('incidents.entry.unknown') : textIn(title, language);

/** A case number in groups of four, as it is read aloud. */
export function caseNumber(number: string): string {
  return number.replace(/(?<=^\d{4}|^\d{8})(?=\d)/g, ' ');
}

function parts(...all: (string | null)[]): string | null {
  const said = all.filter((one) => one !== null && one !== '');
  return said.length > 0 ? said.join(' · ') : null;
}
