import type { LanguageWords } from './language-words.ts'

export const ro: LanguageWords = {
  templates: {
    promise_made: {
      subject: 'Comanda {order}: data livrării',
      body: 'Vă mulțumim pentru comanda {order}.\n\nLivrare: {window}\n\n{products}\n\nDacă ziua nu vă convine, spuneți-ne și căutăm alta.\n\n{link}',
      sms: '{company}: comanda {order} se livrează {window}.',
    },
    promise_moved: {
      subject: 'Comanda {order}: dată nouă de livrare',
      body: 'Data de livrare a comenzii {order} s-a schimbat.\n\nData nouă: {window}\nÎnainte: {old_window}\nMotivul: {reason}\n\n{products}\n\nDacă data nouă nu vă convine, spuneți-ne și căutăm alta.\n\n{link}',
      sms: '{company}: comanda {order}, dată nouă de livrare {window} (înainte: {old_window}).',
    },
    at_risk: {
      subject: 'Comanda {order}: data livrării este în pericol',
      body: 'S-ar putea să nu putem respecta data de livrare a comenzii {order}.\n\nPromis: {window}\nMotivul: {reason}\n\n{products}\n\nCăutăm altă cale și vă scriem imediat ce știm data nouă. Puteți hotărî de acum:\n\n{choices}\n\n{link}',
      sms: '{company}: data comenzii {order} ({window}) este în pericol. Vă trimitem data nouă imediat ce o știm.',
    },
    delay: {
      subject: 'Comanda {order}: mai târziu decât am promis',
      body: 'Ne pare rău: o parte din comanda {order} vine mai târziu decât am promis.\n\nData nouă: {window}\nPromis: {old_window}\nMotivul: {reason}\n\n{products}\n\nMarfa este rezervată pentru data nouă. Puteți alege și altceva:\n\n{choices}\n\n{link}',
      sms: '{company}: comanda {order} vine mai târziu: {window} în loc de {old_window}. Spuneți-ne dacă nu vă convine.',
    },
    dispatched: {
      subject: 'Comanda {order} este pe drum',
      body: 'Comanda dumneavoastră {order} a plecat de la noi.\n\nLivrare: {window}\nTransportator: {carrier}\nNumăr de urmărire: {tracking}\n\n{products}\n\n{link}',
      sms: '{company}: comanda {order} este pe drum, livrare {window}. Urmărire: {tracking}',
    },
    out_for_delivery: {
      subject: 'Comanda {order} sosește astăzi',
      body: 'Comanda dumneavoastră {order} este în mașină și sosește astăzi.\n\nTransportator: {carrier}\nNumăr de urmărire: {tracking}\n\nVă rugăm să fie cineva care să primească și să verifice marfa.\n\n{link}',
      sms: '{company}: comanda {order} sosește astăzi. Vă rugăm să fie cineva care să o primească.',
    },
    attempt_failed: {
      subject: 'Comanda {order} nu a putut fi predată',
      body: 'Am încercat să livrăm comanda {order}, dar nu a putut fi predată.\n\nMotivul: {reason}\n\nMarfa este în siguranță și vom încerca din nou. Spuneți-ne cum:\n\n{choices}\n\n{link}',
      sms: '{company}: comanda {order} nu a putut fi predată. Spuneți-ne când putem reveni.',
    },
    delivered: {
      subject: 'Comanda {order} a fost livrată',
      body: 'Comanda dumneavoastră {order} a fost livrată.\n\nLivrat: {window}\n\n{products}\n\nVă rugăm să verificați marfa. Dacă lipsește sau este deteriorat ceva, spuneți-ne curând.\n\n{link}',
      sms: '{company}: comanda {order} a fost livrată.',
    },
    claim_decided: {
      subject: 'Reclamația la comanda {order} a fost soluționată',
      body: 'Am luat o hotărâre privind reclamația dumneavoastră la comanda {order}.\n\n{answer}\n\nDacă nu sunteți de acord, răspundeți-ne și o mai analizăm o dată.\n\n{link}',
      sms: '{company}: reclamația la comanda {order} a fost soluționată. {answer}',
    },
    inquiry_answered: {
      subject: 'Răspuns la întrebarea dumneavoastră',
      body: 'Am răspuns la întrebarea dumneavoastră.\n\nComanda: {order}\n\n{answer}\n\n{link}',
      sms: '{company}: am răspuns la întrebarea dumneavoastră. {answer}',
    },
  },
  reasons: {
    weather: 'vremea',
    traffic: 'traficul de pe drum',
    carrier: 'o întârziere pe drum',
    capacity: 'mai multe livrări decât s-au putut face',
    customs: 'un control la frontieră',
    address: 'adresa nu a putut fi găsită',
    absent: 'nu a fost nimeni care să primească marfa',
    own_wish: 'data a fost schimbată la dorința dumneavoastră',
    refused: 'marfa nu a fost primită',
    payment: 'o plată este restantă',
    damage: 'o parte din marfă a fost deteriorată și se înlocuiește',
    short: 'marfa nu este în stoc',
    supply_late: 'marfa ajunge la noi mai târziu decât era prevăzut',
    disruption: 'o perturbare pe drum',
    reallocation: 'un stoc insuficient a trebuit împărțit din nou',
    system: 'o defecțiune a sistemelor noastre',
    other: 'o întârziere neprevăzută',
  },
  choices: {
    accept: 'acceptați data nouă: nu trebuie să faceți nimic',
    other_date: 'cereți altă dată',
    part_now: 'primiți acum ce este disponibil și restul mai târziu',
    cancel: 'renunțați la aceste mărfuri, fără niciun cost',
    other_place: 'cereți livrarea în alt loc',
    collect: 'le ridicați dumneavoastră',
  },
  lines: { one: '# poziție', few: '# poziții', other: '# de poziții' },
  messages: { one: '# mesaj', few: '# mesaje', other: '# de mesaje' },
  digest: {
    subject: '{messages} despre comenzile dumneavoastră',
    body: 'Ca să nu vă scriem prea des, iată totul deodată.',
  },
  labels: {
    product: 'Produs',
    quantity: 'Cantitate',
    day: 'Livrare',
    before: 'Înainte',
    laterDay: 'data urmează',
    open: 'Vedeți comanda',
    questions: 'Întrebări:',
    why: 'Primiți acest mesaj pentru că sunteți persoană de contact a firmei {customer} pentru comenzile la {company}.',
    stop: 'Opriți aceste mesaje',
  },
  test: {
    subject: 'O probă de la {company}',
    body: 'Acest mesaj a fost trimis pentru a încerca acest canal. Nu trebuie să faceți nimic.',
  },
}
