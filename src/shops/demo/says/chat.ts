import type { WrapUpCode } from '#shared/case/words.ts';

/** Contacts that need no case. `when`: before or after the order has arrived; `call`: only on the phone. */
export type SmallTalk = {
  code: WrapUpCode;
  when: 'before' | 'after' | 'any';
  call?: true;
  notes: readonly string[];
};

export const smallTalk: readonly SmallTalk[] = [
  {
    code: 'order-status',
    when: 'before',
    notes: [
      'Pregunta cuándo llega {order}. Le doy la fecha prometida y el seguimiento.',
      'Quería saber cómo va {order}. Le confirmo el estado.',
      'Pide que lo dejen en portería si no está en casa. Anotado para el transportista.',
      'Consulta de fecha de entrega. Conforme.',
    ],
  },
  {
    code: 'answered',
    when: 'after',
    notes: [
      'Pregunta por la garantía de «{item}»: tres años. Aclarado.',
      'Pide el manual de «{item}». Enviado por correo.',
      'Pregunta si hay recambios de «{item}». Le paso el enlace.',
      'Quiere comprar otro igual que «{item}». Le digo el plazo.',
    ],
  },
  {
    code: 'billing',
    when: 'any',
    notes: [
      'Pide copia de la factura de {order}. Enviada por correo.',
      'Pregunta cómo poner los datos de empresa en la próxima compra. Le explico dónde.',
    ],
  },
  {
    code: 'other',
    when: 'after',
    notes: [
      'Quiere darse de baja de los correos de ofertas. Hecho.',
      'Da las gracias por lo bien que llegó {order}.',
      'Cambia la dirección para próximos pedidos. Actualizada en la tienda.',
    ],
  },
  { code: 'cut-off', when: 'any', call: true, notes: ['Se corta al saludar. No vuelve a llamar.'] },
];
