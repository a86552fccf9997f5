use super::*;

fn book(scheme: DocumentScheme, symbol: &str, issuers: &[&str]) -> NumberBook {
    let issuers = issuers.iter().map(|code| code.parse().unwrap()).collect();
    NumberBook { code: BookCode::new("TU").unwrap(), scheme, issuer_symbol: Symbol::new(symbol).unwrap(), issuers }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn serial(serial: i32) -> Serial {
    Serial::new(serial).unwrap()
}

fn terms() -> [Term; 2] {
    [
        Term { starts_on: day("2020-10-15"), ends_on: Some(day("2025-10-13")) },
        Term { starts_on: day("2025-10-14"), ends_on: None },
    ]
}

#[test]
fn party_series_run_through_a_term_and_state_series_through_a_year() {
    use DocumentType::{Conclusion, Decision};
    use LegalForce::{Normative, Ordinary};
    let party = book(DocumentScheme::Party, "TU", &["TU"]);
    let state = book(DocumentScheme::State, "UBND", &["UBND"]);
    let cases = [
        (&party, Conclusion, Ordinary, "2020-10-14", Err(BookFault::NoTerm)),
        (&party, Conclusion, Ordinary, "2024-12-31", Ok("TU:KL:ordinary:2020-10-15")),
        (&party, Conclusion, Ordinary, "2025-10-13", Ok("TU:KL:ordinary:2020-10-15")),
        (&party, Conclusion, Ordinary, "2025-10-14", Ok("TU:KL:ordinary:2025-10-14")),
        (&state, Decision, Ordinary, "2025-12-31", Ok("TU:QĐ:ordinary:2025")),
        (&state, Decision, Normative, "2026-01-01", Ok("TU:QĐ:normative:2026")),
    ];
    for (book, document_type, force, date, expected) in cases {
        let key = series_key(book, document_type, force, day(date), &terms()).map(|key| key.to_string());
        assert_eq!(key, expected.map(str::to_owned), "{document_type} {date}");
    }
}

#[test]
fn the_next_serial_follows_the_series_and_never_fills_gaps() {
    let next = |opens_at, reached: Option<i32>| {
        next_serial(Standing { opens_at: serial(opens_at), reached: reached.map(serial) })
    };
    assert_eq!(next(1, None), Ok(serial(1)));
    assert_eq!(next(45, None), Ok(serial(45)));
    assert_eq!(next(1, Some(44)), Ok(serial(45)));
    assert_eq!(next(45, Some(3)), Ok(serial(45)));
    assert_eq!(next(1, Some(Serial::MAX)), Err(BookFault::Exhausted));
}

#[test]
fn a_serial_by_hand_fills_a_gap_or_goes_a_little_ahead() {
    let standing = Standing { opens_at: serial(10), reached: Some(serial(45)) };
    let reserve = |wanted, is_taken, below: Option<i32>| {
        let named = Named { serial: serial(wanted), is_taken, below: below.map(serial) };
        reserved_serial(standing, named).map(|taking| (taking.serial.get(), taking.moves_series))
    };
    let too_far = Err(BookFault::TooFarAhead(serial(45)));
    assert_eq!(reserve(30, false, Some(12)), Ok((30, true)));
    assert_eq!(reserve(545, false, Some(45)), Ok((545, true)));
    assert_eq!(reserve(30, true, None), Err(BookFault::Taken(serial(30))));
    assert_eq!(reserve(9, false, None), Err(BookFault::BeforeOpening(serial(10))));
    assert_eq!(reserve(546, false, Some(45)), too_far);
    assert_eq!(reserve(3121, false, Some(3120)), Ok((3121, true)), "goes on from a registered number");
    assert_eq!(reserve(3621, false, Some(3120)), too_far);
    assert_eq!(reserve(Serial::MAX, false, Some(Serial::MAX - 1)), too_far, "no single number uses up a series");
}

#[test]
fn a_registered_serial_is_taken_and_moves_the_series_no_further_than_one_by_hand() {
    let standing = Standing { opens_at: serial(1), reached: Some(serial(45)) };
    let register = |wanted, is_taken| {
        let named = Named { serial: serial(wanted), is_taken, below: None };
        registered_serial(standing, named).map(|taking| taking.moves_series)
    };
    assert_eq!(register(45, true), Err(BookFault::Taken(serial(45))));
    assert_eq!((register(7, false), register(545, false)), (Ok(true), Ok(true)));
    assert_eq!((register(546, false), register(Serial::MAX, false)), (Ok(false), Ok(false)));
}

#[test]
fn numbers_by_hand_leave_the_last_ones_of_a_series_to_the_series() {
    let standing = Standing { opens_at: serial(1), reached: Some(serial(Serial::MAX - RESERVED_AHEAD_MAX)) };
    let named = Named { serial: serial(Serial::MAX), is_taken: false, below: standing.reached };
    let taking = Ok(Taking { serial: serial(Serial::MAX), moves_series: false });
    assert_eq!((reserved_serial(standing, named), registered_serial(standing, named)), (taking, taking));
}

#[test]
fn a_number_by_hand_must_belong_to_the_book() {
    let book = book(DocumentScheme::Party, "TU", &["TT", "BTV"]);
    let series = |number: &str, issuer: &str| {
        let (number, issuer) = (number.parse().unwrap(), issuer.parse().unwrap());
        book.series_of(&number, &issuer, day("2025-09-22"), &terms()).map(|key| key.to_string())
    };
    assert_eq!(series("45-KL/TU", "TT"), Ok("TU:KL:ordinary:2020-10-15".to_owned()));
    assert_eq!(series("45-KL/BTCTU", "TT"), Err(BookFault::OtherSymbol));
    assert_eq!(series("45/QĐ-UBND", "TT"), Err(BookFault::OtherScheme));
    assert_eq!(series("45-KL/TU", "BTC"), Err(BookFault::OtherIssuer));
}

#[test]
fn a_book_prints_numbers_in_its_own_notation() {
    let state = book(DocumentScheme::State, "UBND", &["UBND"]);
    let number = |document_type, force, unit: Option<&str>| {
        let unit = unit.map(|unit| Symbol::new(unit).unwrap());
        state.number(serial(31), document_type, force, day("2025-09-22"), unit).map(|number| number.to_string())
    };
    let text = |text: &str| Ok(text.to_owned());
    assert_eq!(number(DocumentType::Decision, LegalForce::Normative, None), text("31/2025/QĐ-UBND"));
    assert_eq!(number(DocumentType::Decision, LegalForce::Ordinary, None), text("31/QĐ-UBND"));
    assert_eq!(number(DocumentType::OfficialLetter, LegalForce::Ordinary, Some("TH")), text("31/UBND-TH"));
    let refused = number(DocumentType::Plan, LegalForce::Normative, None);
    assert_eq!(refused, Err(BookFault::Number(NumberFault::YearNotForType)));
}
