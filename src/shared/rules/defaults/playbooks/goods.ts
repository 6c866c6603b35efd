import type { Playbook } from '../../playbook.ts';
import { page } from './page.ts';

/** What came, and is not right. */
export const goodsPlaybooks: readonly Playbook[] = [
  page('damaged', ['It came broken, or does not work', 'Llegó roto o no funciona'], {
    ask: [
      [
        'Is anybody hurt? Is there glass, a cable or a leak?',
        '¿Hay alguien lastimado? ¿Hay vidrios, cables o algo que gotea?',
      ],
      [
        'Was the box damaged too, or only what was in it?',
        '¿La caja también llegó dañada, o solo lo de dentro?',
      ],
      [
        'What exactly does it do, or not do, when you switch it on?',
        '¿Qué hace, o qué no hace exactamente, cuando lo enciende?',
      ],
      [
        'Can you send one photo of the product and one of the box? Only if there is none in the case yet.',
        '¿Puede enviar una foto del producto y otra de la caja? Solo si en el caso aún no hay ninguna.',
      ],
    ],
    check: [
      [
        'What was already asked and tried, in the case at the right. Never ask for the photos twice.',
        'Lo que ya se preguntó e intentó, en el caso, a la derecha. No pida las fotos dos veces.',
      ],
      [
        'Did the carrier note damage, or did somebody sign “damaged”? Scans of the order.',
        '¿Anotó daños el transportista, o alguien firmó «dañado»? Lecturas del pedido.',
      ],
      [
        'Is it the second one? It stands in red above the story: then have the next one checked by hand.',
        '¿Es la segunda vez? Está en rojo sobre la historia: que el siguiente se revise a mano.',
      ],
    ],
    say: [
      [
        'You looked forward to it and it came in pieces. I am sorry: we should have packed it better.',
        'Usted lo esperaba con ganas y llegó roto. Lo siento: debimos embalarlo mejor.',
      ],
      [
        'You do not have to prove anything to me. Let us see how you have a good one soonest.',
        'No tiene que demostrarme nada. Veamos cómo puede tener uno bueno cuanto antes.',
      ],
    ],
    options: [
      [
        'A new one leaves today; the broken one is collected when it suits them, or stays where it is if it is worth little.',
        'Hoy sale uno nuevo; el roto se recoge cuando le convenga, o se queda allí si vale poco.',
      ],
      [
        'They keep it with a part of the price back, where it can still be used.',
        'Que se lo quede y se le devuelva una parte del precio, si todavía sirve.',
      ],
      ['Pay it back in full.', 'Devolver todo el dinero.'],
      [
        'The part alone, if that mends it: ask which.',
        'Enviar solo la pieza, si con eso se arregla: pregunte cuál es.',
      ],
    ],
    never: [
      [
        'Never ask for the box back before the new one is on its way.',
        'Nunca exija la caja de vuelta antes de que el nuevo esté en camino.',
      ],
      [
        'Never ask whether it was plugged in when the case says that it was.',
        'Nunca pregunte si está enchufado cuando el caso ya dice que lo está.',
      ],
    ],
  }),
  page('wrong-product', ['It is not what was ordered', 'No es lo que pidió'], {
    ask: [
      [
        'What does the label on the product say? Model, size, colour: write it down letter by letter.',
        '¿Qué dice la etiqueta del producto? Modelo, talla, color: anótelo letra por letra.',
      ],
      [
        'Is there a name or an order number of somebody else on the parcel?',
        '¿Aparece en el paquete el nombre o el número de pedido de otra persona?',
      ],
      ['By when do you need the right one?', '¿Para cuándo necesita el correcto?'],
    ],
    check: [
      [
        'The line of the order, to the last digit of the model: order at the right, Lines.',
        'La línea del pedido, hasta la última cifra del modelo: pedido a la derecha, Líneas.',
      ],
      [
        'What the page of the product promised. Did they order the right thing from a wrong description?',
        'Qué prometía la ficha del producto. ¿Pidió bien a partir de una descripción equivocada?',
      ],
      [
        'Was a wrong one sent before? It stands in red above the story: then nothing leaves before a person has had it in their hand.',
        '¿Ya se envió uno equivocado? Está en rojo sobre la historia: entonces no sale nada sin que alguien lo tenga antes en la mano.',
      ],
    ],
    say: [
      [
        'You ordered the right thing and we put the wrong one in the box. I am sorry for the time it costs you.',
        'Usted pidió bien y nosotros metimos otro en la caja. Lamento el tiempo que le hacemos perder.',
      ],
      [
        'I read you the model of the one that leaves now, so that we both know: …',
        'Le leo el modelo del que sale ahora, para que los dos estemos seguros: …',
      ],
    ],
    options: [
      [
        'The right one leaves today, checked by hand; the wrong one is collected at their door, without a form to fill in.',
        'Hoy sale el correcto, revisado a mano; el equivocado se recoge en su puerta, sin formularios.',
      ],
      [
        'They keep the wrong one if collecting it costs more than it is worth.',
        'Que se quede con el equivocado si recogerlo cuesta más de lo que vale.',
      ],
      [
        'Pay it back in full, if the right one comes too late.',
        'Devolver todo el dinero, si el correcto llega demasiado tarde.',
      ],
    ],
    never: [
      [
        'Never send the third one without having asked why the first two were wrong.',
        'Nunca envíe el tercero sin haber averiguado por qué fallaron los dos primeros.',
      ],
      [
        'Never let the customer pay for the way back, nor make them print a label for our mistake.',
        'Nunca haga pagar la vuelta al cliente, ni le haga imprimir una etiqueta por un error nuestro.',
      ],
    ],
  }),
  page('missing-part', ['Something is missing', 'Falta algo'], {
    ask: [
      [
        'What exactly is missing? Read the name or the number of the bag from the list in the box.',
        '¿Qué falta exactamente? Léame el nombre o el número de la bolsa en la lista de la caja.',
      ],
      [
        'How many boxes came, and is one still on its way?',
        '¿Cuántas cajas llegaron? ¿Hay alguna en camino?',
      ],
      ['Can you use the rest meanwhile?', '¿Puede usar lo demás mientras tanto?'],
    ],
    check: [
      [
        'How many parcels left and where each one is: order at the right, Shipments. What is missing may arrive tomorrow.',
        'Cuántos paquetes salieron y dónde está cada uno: pedido a la derecha, Envíos. Quizá lo que falta llegue mañana.',
      ],
      [
        'Which lines say “not packed”: order at the right, Lines.',
        'Qué líneas dicen «sin empacar»: pedido a la derecha, Líneas.',
      ],
      [
        'Was the missing piece refunded already? Payments of the order.',
        '¿Ya se devolvió el dinero de lo que falta? Pagos del pedido.',
      ],
    ],
    say: [
      [
        'You opened the box, counted twice and still had to call us. I am sorry.',
        'Abrió la caja, contó dos veces y aun así tuvo que llamarnos. Lo siento.',
      ],
      [
        'This is what you have and this is what is still missing: … Is that right?',
        'Esto es lo que tiene y esto es lo que falta: … ¿Es correcto?',
      ],
    ],
    options: [
      [
        'What is missing leaves today, express and at our cost.',
        'Lo que falta sale hoy, urgente y por nuestra cuenta.',
      ],
      [
        'Pay back what is missing, if they can do without it.',
        'Devolver el importe de lo que falta, si puede prescindir de ello.',
      ],
      [
        'Send the whole product once more, where finding the piece takes longer than that.',
        'Enviar el producto completo otra vez, si encontrar la pieza tarda más.',
      ],
      [
        'Instructions are missing: read out the page, or send the file by e-mail.',
        'Faltan las instrucciones: léale la página o envíele el archivo por correo.',
      ],
    ],
    never: [
      [
        'Never make them send everything back because of one screw.',
        'Nunca le haga devolver todo por un tornillo.',
      ],
      [
        'Never promise the rest before you know that it is in stock.',
        'Nunca prometa el resto sin saber si hay existencias.',
      ],
    ],
  }),
  page('not-as-described', ['It is not as it was described', 'No es como se describía'], {
    ask: [
      [
        'What did you expect, and what is different? In your own words.',
        '¿Qué esperaba y qué es distinto? Con sus propias palabras.',
      ],
      [
        'Where did you read or see it: text, photo, advertisement, or did somebody tell you?',
        '¿Dónde lo leyó o lo vio: texto, foto, anuncio, o se lo dijo alguien?',
      ],
      ['Is it of any use to you as it is?', '¿Le sirve tal como es?'],
    ],
    check: [
      [
        'The page of the product today. If it says what the customer says, they are right: note the sentence.',
        'La ficha del producto hoy. Si dice lo que dice el cliente, tiene razón: anote la frase.',
      ],
      [
        'Have others complained about the same thing? The cause “product description” in the case tells the people who write it.',
        '¿Se han quejado otros de lo mismo? La causa «descripción del producto» en el caso avisa a quienes la escriben.',
      ],
    ],
    say: [
      [
        'You bought what we described, and what came is something else. You are right and I am sorry.',
        'Usted compró lo que describimos y llegó otra cosa. Tiene razón y lo lamento.',
      ],
      [
        'Thank you for telling us: I am writing it to those who can correct the page, so that nobody else reads it.',
        'Gracias por decírnoslo: se lo paso a quien puede corregir la ficha, para que nadie más lo lea así.',
      ],
    ],
    options: [
      [
        'Collect it and pay it back in full, way back included.',
        'Recogerlo y devolver todo el dinero, con la vuelta incluida.',
      ],
      [
        'Change it for one that does what they need: propose which.',
        'Cambiarlo por uno que haga lo que necesita: proponga cuál.',
      ],
      [
        'They keep it with a part of the price back.',
        'Que se lo quede y se le devuelva una parte del precio.',
      ],
    ],
    never: [
      [
        'Never read the small print to them. If they understood it wrongly, others will too.',
        'Nunca le lea la letra pequeña. Si lo entendió mal, otros también lo harán.',
      ],
      ['Never close it without writing the cause.', 'Nunca lo cierre sin anotar la causa.'],
    ],
  }),
];
