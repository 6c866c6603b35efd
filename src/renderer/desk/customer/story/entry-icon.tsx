import {
  IconAlertTriangle,
  IconBox,
  IconBuildingStore,
  IconCash,
  IconCheck,
  IconEye,
  IconFlag,
  IconFolderOpen,
  IconGavel,
  IconGift,
  IconGiftOff,
  IconHeartHandshake,
  IconInfoCircle,
  IconKey,
  IconLink,
  IconMail,
  IconMessage,
  IconNote,
  IconPackageExport,
  IconPaperclip,
  IconPhoneIncoming,
  IconPhoneOutgoing,
  IconQuestionMark,
  IconReceiptRefund,
  IconReload,
  IconShoppingBag,
  IconShoppingBagX,
  IconTag,
  IconThumbDown,
  IconThumbUp,
  IconTool,
  IconTruck,
  IconUserCheck,
  IconUserEdit,
  IconUserQuestion,
  IconUserStar,
  IconUserX,
  IconZoomQuestion,
} from '@tabler/icons-react';
import type { StoryEntry } from '#shared/views/story.ts';

/** The colour family of an entry. `bad` and `good` say how it ended; the words beside it say it too. */
export type Tone = 'plain' | 'talk' | 'note' | 'case' | 'promise' | 'shop' | 'good' | 'bad';

const sad = new Set(['attempted', 'damaged', 'lost', 'returned']);

/** The tone of an entry. Never the only sign: titles say the same. */
export function toneOf(entry: StoryEntry): Tone {
  switch (entry.kind) {
    case 'contact':
      return 'talk';
    case 'note':
    case 'attachment':
    case 'attachment-removed':
    case 'playbook-answered':
    case 'file':
      return 'note';
    case 'case-opened':
    case 'case-reopened':
    case 'order-linked':
    case 'case-offered':
    case 'case-taken':
    case 'case-offer-ended':
    case 'case-key-told':
    case 'case-classified':
    case 'apologised':
    case 'explained':
    case 'cause-found':
    case 'supervisor-answered':
      return 'case';
    case 'case-solved':
      return 'good';
    case 'incident-called-back':
      return 'talk';
    case 'incident-tied':
    case 'claim-opened':
    case 'claim-noted':
    case 'claim-offered':
    case 'claim-offer-ended':
    case 'claim-taken':
      return 'case';
    case 'claim-closed':
      return entry.outcome === 'paid' ? 'good' : entry.outcome === 'rejected' ? 'bad' : 'case';
    case 'promise':
      return entry.state === 'broken' ? 'bad' : 'promise';
    case 'promise-ended':
      return entry.state === 'broken' ? 'bad' : entry.state === 'kept' ? 'good' : 'promise';
    case 'compensation':
      return entry.state === 'given' ? 'good' : 'case';
    case 'compensation-answered':
      return entry.answer === 'approved' ? 'good' : 'case';
    case 'order-cancelled':
    case 'supervisor-asked':
    case 'flag':
      return 'bad';
    case 'tracking':
      return entry.status === 'delivered' ? 'good' : sad.has(entry.status) ? 'bad' : 'shop';
    case 'payment':
      return entry.status === 'failed' ? 'bad' : 'shop';
    case 'revealed':
    case 'newer':
      return 'plain';
    default:
      return 'shop';
  }
}

function iconOf(entry: StoryEntry) {
  switch (entry.kind) {
    case 'contact':
      if (entry.channel === 'call') return entry.direction === 'in' ? IconPhoneIncoming : IconPhoneOutgoing;
      if (entry.channel === 'visit') return IconBuildingStore;
      return entry.channel === 'chat' ? IconMessage : IconMail;
    case 'note':
      return entry.about === 'tried' ? IconTool : IconNote;
    case 'attachment':
    case 'attachment-removed':
      return IconPaperclip;
    case 'file':
      return IconUserEdit;
    case 'case-opened':
      return IconFolderOpen;
    case 'case-solved':
      return IconCheck;
    case 'case-reopened':
      return IconReload;
    case 'case-key-told':
      return IconKey;
    case 'order-linked':
      return IconLink;
    case 'case-offered':
      return IconUserQuestion;
    case 'case-taken':
      return IconUserCheck;
    case 'case-offer-ended':
      return IconUserX;
    case 'incident-tied':
      return IconAlertTriangle;
    case 'incident-called-back':
      return IconPhoneOutgoing;
    case 'claim-opened':
    case 'claim-noted':
    case 'claim-closed':
    case 'claim-offered':
    case 'claim-offer-ended':
    case 'claim-taken':
      return IconGavel;
    case 'promise':
    case 'promise-ended':
      return entry.state === 'broken' ? IconThumbDown : IconThumbUp;
    case 'order':
      return entry.orderKind === 'sale' ? IconShoppingBag : IconShoppingBagX;
    case 'order-cancelled':
      return IconShoppingBagX;
    case 'payment':
      return entry.paymentKind === 'refund' ? IconReceiptRefund : IconCash;
    case 'shipment':
      return IconPackageExport;
    case 'tracking':
      if (sad.has(entry.status)) return IconAlertTriangle;
      return entry.status === 'delivered' ? IconBox : IconTruck;
    case 'case-classified':
      return IconTag;
    case 'playbook-answered':
      return IconTool;
    case 'apologised':
      return IconHeartHandshake;
    case 'explained':
      return IconInfoCircle;
    case 'cause-found':
      return IconZoomQuestion;
    case 'supervisor-asked':
    case 'supervisor-answered':
      return IconUserStar;
    case 'compensation':
      return IconGift;
    case 'compensation-answered':
      return entry.answer === 'approved' ? IconGift : IconGiftOff;
    case 'flag':
      return IconFlag;
    case 'revealed':
      return IconEye;
    case 'newer':
      return IconQuestionMark;
  }
}

/** The little picture before an entry. Decoration: the title says what it is. */
export function EntryIcon({ entry }: { entry: StoryEntry }) {
  const Icon = iconOf(entry);
  return <Icon size={16} stroke={1.8} aria-hidden="true" />;
}
