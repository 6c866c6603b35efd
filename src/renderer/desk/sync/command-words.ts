import type { CommandType } from '#shared/case/commands.ts';

/** What each command is called where it waits or was refused. */
const words = {
  'case.open': 'list.types.case-open',
  'contact.record': 'list.types.contact-record',
  'note.add': 'list.types.note-add',
  'promise.make': 'list.types.promise-make',
  'promise.end': 'list.types.promise-end',
  'case.link-order': 'list.types.case-link-order',
  'customer.introduce': 'list.types.customer-introduce',
  'case.solve': 'list.types.case-solve',
  'case.reopen': 'list.types.case-reopen',
  'case.offer': 'list.types.case-offer',
  'case.take': 'list.types.case-take',
  'case.end-offer': 'list.types.case-end-offer',
  'case.tell-key': 'list.types.case-tell-key',
  'time.spend': 'list.types.time-spend',
  'attachment.add': 'list.types.attachment-add',
  'attachment.remove': 'list.types.attachment-remove',
  'claim.open': 'list.types.claim-open',
  'claim.note': 'list.types.claim-note',
  'claim.close': 'list.types.claim-close',
  'claim.offer': 'list.types.claim-offer',
  'claim.take': 'list.types.claim-take',
  'case.classify': 'list.types.case-classify',
  'playbook.use': 'list.types.playbook-use',
  'playbook.answer': 'list.types.playbook-answer',
  'case.apologise': 'list.types.case-apologise',
  'case.explain': 'list.types.case-explain',
  'case.find-cause': 'list.types.case-find-cause',
  'case.ask-supervisor': 'list.types.case-ask-supervisor',
  'case.answer-supervisor': 'list.types.case-answer-supervisor',
  'customer.set-remark': 'list.types.customer-set-remark',
  'customer.remove-remark': 'list.types.customer-remove-remark',
  'customer.add-contact-point': 'list.types.customer-add-contact-point',
  'customer.remove-contact-point': 'list.types.customer-remove-contact-point',
  'customer.prefer': 'list.types.customer-prefer',
  'customer.link': 'list.types.customer-link',
  'customer.unlink': 'list.types.customer-unlink',
  'customer.not-twin': 'list.types.customer-not-twin',
} as const satisfies Record<CommandType, string>;

/** The key of its words; one for all that this program does not know. */
export const commandWords = (type: string) =>
  Object.hasOwn(words, type) ? words[type as CommandType] : ('list.types.newer' as const);
