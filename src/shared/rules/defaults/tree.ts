import type { CaseKind } from '../../case/words.ts';
import type { Failure, FailureTree } from '../failures.ts';

const leaf = (under: CaseKind, id: string, en: string, es: string): Failure => ({
  id,
  under,
  label: { en, es },
  retired: false,
});

/** The leaves that a team starts with: the failures that shops with parcels meet most. */
export const defaultTree: FailureTree = {
  about: 'failures',
  leaves: [
    leaf('question', 'where-is-it', 'Where is my order?', '¿Dónde está mi pedido?'),
    leaf('question', 'how-to-use', 'How is it used?', '¿Cómo se usa?'),
    leaf('question', 'before-buying', 'Before buying', 'Antes de comprar'),
    leaf('question', 'invoice', 'Wants an invoice', 'Quiere una factura'),
    leaf('late', 'not-sent', 'Has not left us', 'No ha salido de aquí'),
    leaf('late', 'stuck', 'Stuck at the carrier', 'Parado en el transportista'),
    leaf('late', 'not-at-home', 'Carrier says nobody was in', 'Dice que no había nadie'),
    leaf('late', 'out-of-stock', 'Out of stock', 'Sin existencias'),
    leaf('lost', 'no-scan', 'No news for days', 'Sin noticias desde hace días'),
    leaf('lost', 'said-delivered', 'Said delivered, is not there', 'Consta entregado y no está'),
    leaf('lost', 'returned', 'Went back to us', 'Ha vuelto a origen'),
    leaf('damaged', 'box-and-product', 'Box and product damaged', 'Caja y producto dañados'),
    leaf('damaged', 'product-only', 'Product damaged, box whole', 'Producto dañado, caja entera'),
    leaf('damaged', 'does-not-work', 'Does not work', 'No funciona'),
    leaf('wrong-product', 'other-model', 'Another model', 'Otro modelo'),
    leaf('wrong-product', 'other-size', 'Another size or colour', 'Otra talla o color'),
    leaf('wrong-product', 'of-another-order', "Somebody else's order", 'El pedido de otra persona'),
    leaf('missing-part', 'item-missing', 'An item is missing', 'Falta un artículo'),
    leaf('missing-part', 'piece-missing', 'A piece or accessory is missing', 'Falta una pieza o accesorio'),
    leaf('missing-part', 'manual-missing', 'Instructions are missing', 'Faltan las instrucciones'),
    leaf('not-as-described', 'wrong-text', 'The description is wrong', 'La descripción es errónea'),
    leaf('not-as-described', 'wrong-photo', 'The photo misleads', 'La foto confunde'),
    leaf('not-as-described', 'quality', 'Poorer quality than told', 'Peor calidad de la anunciada'),
    leaf('billing', 'charged-twice', 'Charged twice', 'Cobrado dos veces'),
    leaf('billing', 'wrong-amount', 'Wrong amount', 'Importe equivocado'),
    leaf('billing', 'refund-missing', 'Refund has not come', 'No ha llegado el reembolso'),
    leaf('billing', 'discount-missing', 'Discount not applied', 'No se aplicó el descuento'),
    leaf('return', 'wants-to-return', 'Wants to give it back', 'Quiere devolverlo'),
    leaf('return', 'not-collected', 'Nobody came to collect it', 'No han pasado a recogerlo'),
    leaf('return', 'exchange', 'Wants another one', 'Quiere cambiarlo'),
    leaf('attitude', 'rude', 'Was treated badly', 'Le trataron mal'),
    leaf('attitude', 'not-called-back', 'Nobody called back', 'Nadie le devolvió la llamada'),
    leaf('attitude', 'contradicted', 'Was told different things', 'Le dijeron cosas distintas'),
    leaf('other', 'outage', 'Web or app does not work', 'La web o la app no funciona'),
    leaf('other', 'account', 'Account or password', 'Cuenta o contraseña'),
  ],
};
