//! Numbers that stay exact whatever is calculated with them: nothing is rounded before it is shown.

use num_rational::BigRational;
use num_traits::{Pow, Signed, Zero};
use rust_decimal::Decimal;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};
use std::str::FromStr;

/// How many decimals a number is written with at most; a figure has no more.
const SHOWN_DECIMALS: u32 = 6;

/// A rational number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(BigRational);

/// That a text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("digits, perhaps with a minus before them and a point within, make a number")]
pub struct NoNumber;

impl Exact {
    /// The quotient; none where the divisor is zero.
    #[must_use]
    pub fn over(&self, divisor: &Self) -> Option<Self> {
        if divisor.is_zero() { None } else { Some(Self(&self.0 / &divisor.0)) }
    }

    /// What is left of a whole number where another one goes into it as often as it can; it has the sign of the first.
    /// None where either is not whole, or the second is zero.
    #[must_use]
    pub fn remainder(&self, divisor: &Self) -> Option<Self> {
        let is_defined = self.is_whole() && divisor.is_whole() && !divisor.is_zero();
        is_defined.then(|| Self(&self.0 % &divisor.0))
    }

    /// Without its fraction.
    #[must_use]
    pub fn truncated(&self) -> Self {
        Self(self.0.trunc())
    }

    /// With so many decimals; half a unit is rounded away from zero, as people do.
    #[must_use]
    pub fn rounded(&self, decimals: u32) -> Self {
        if self.is_whole() {
            return self.clone();
        }
        let scale = power_of_ten(decimals);
        Self((&self.0 * &scale).round() / scale)
    }

    /// Its distance from zero.
    #[must_use]
    pub fn distance(&self) -> Self {
        Self(self.0.abs())
    }

    /// 1, 10, 100 and so on.
    #[must_use]
    pub fn power_of_ten(exponent: u32) -> Self {
        Self(power_of_ten(exponent))
    }

    /// The smallest number into which every whole number up to this one goes.
    #[must_use]
    pub fn common_multiple(most: u32) -> Self {
        (1..=most).fold(Self::from(1_u32), |multiple, divisor| {
            let goes = |product: &Self| product.over(&Self::from(divisor)).is_some_and(|quotient| quotient.is_whole());
            let found = (1..=divisor).map(|factor| &multiple * &Self::from(factor)).find(goes);
            found.unwrap_or(multiple)
        })
    }

    /// The smallest number above zero that has so many decimals.
    #[must_use]
    pub fn step(decimals: u32) -> Self {
        Self(power_of_ten(decimals).recip())
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether it has no fraction.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.0.is_integer()
    }
}

fn power_of_ten(exponent: u32) -> BigRational {
    BigRational::from_integer(10.into()).pow(exponent)
}

impl From<Decimal> for Exact {
    fn from(number: Decimal) -> Self {
        let mantissa = BigRational::from_integer(number.mantissa().into());
        Self(if number.scale() == 0 { mantissa } else { mantissa / power_of_ten(number.scale()) })
    }
}

impl From<u32> for Exact {
    fn from(number: u32) -> Self {
        Self(BigRational::from_integer(number.into()))
    }
}

impl From<i64> for Exact {
    fn from(number: i64) -> Self {
        Self(BigRational::from_integer(number.into()))
    }
}

impl From<u64> for Exact {
    fn from(number: u64) -> Self {
        Self(BigRational::from_integer(number.into()))
    }
}

impl FromStr for Exact {
    type Err = NoNumber;

    fn from_str(text: &str) -> Result<Self, NoNumber> {
        let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let are_digits = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() + decimals.len() == 0 || !are_digits(whole) || !are_digits(decimals) {
            return Err(NoNumber);
        }
        let scale = power_of_ten(u32::try_from(decimals.len()).map_err(|_| NoNumber)?);
        let number: BigRational = format!("{sign}{whole}{decimals}").parse().map_err(|_| NoNumber)?;
        Ok(Self(number / scale))
    }
}

impl fmt::Display for Exact {
    /// Digits with a point at most: `-1087`, `97.6`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = (self.0.abs() * power_of_ten(SHOWN_DECIMALS)).round().to_integer();
        let sign = if self.0.is_negative() && !shown.is_zero() { "-" } else { "" };
        let places = usize::try_from(SHOWN_DECIMALS).map_err(|_| fmt::Error)?;
        let digits = format!("{shown:0>width$}", width = places + 1);
        let (whole, decimals) = digits.split_at(digits.len() - places);
        let decimals = decimals.trim_end_matches('0');
        let point = if decimals.is_empty() { "" } else { "." };
        write!(out, "{sign}{whole}{point}{decimals}")
    }
}

impl Add for &Exact {
    type Output = Exact;

    fn add(self, other: Self) -> Exact {
        Exact(&self.0 + &other.0)
    }
}

impl Sub for &Exact {
    type Output = Exact;

    fn sub(self, other: Self) -> Exact {
        Exact(&self.0 - &other.0)
    }
}

impl Mul for &Exact {
    type Output = Exact;

    fn mul(self, other: Self) -> Exact {
        Exact(&self.0 * &other.0)
    }
}

impl Neg for &Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        Exact(-&self.0)
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::from(0_u32), |sum, number| &sum + &number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_are_read_and_written_as_people_write_them() {
        for (text, written) in [
            ("0", "0"),
            ("-0.0", "0"),
            ("0012", "12"),
            (".5", "0.5"),
            ("97.60", "97.6"),
            ("-0.000001", "-0.000001"),
            ("9007199254740991000000000.000001", "9007199254740991000000000.000001"),
        ] {
            assert_eq!(number(text).to_string(), written, "{text}");
        }
        for text in ["", "-", ".", "1e3", "+1", "1_0", "1,5", "--1", "NaN", "1.2.3", "1/2"] {
            assert_eq!(Exact::from_str(text), Err(NoNumber), "{text}");
        }
        assert_eq!(Exact::from(Decimal::new(-976, 1)), number("-97.6"));
    }

    #[test]
    fn nothing_is_lost_on_the_way_and_half_a_unit_is_rounded_away_from_zero() {
        let third = number("1").over(&number("3")).unwrap();
        assert_eq!([third.clone(), third.clone(), third].into_iter().sum::<Exact>(), number("1"));
        for (text, decimals, rounded) in [("0.05", 1, "0.1"), ("-0.05", 1, "-0.1"), ("0.0499999999999999999", 1, "0")] {
            assert_eq!(number(text).rounded(decimals), number(rounded), "{text}");
        }
        assert_eq!(number("1").over(&number("0")), None);
        let multiples = [0, 1, 2, 5, 53].map(|most| Exact::common_multiple(most).to_string());
        assert_eq!(multiples, ["1", "1", "2", "60", "164249358725037825439200"]);
        assert_eq!(number("-7").remainder(&number("4")), Some(number("-3")));
        assert_eq!((number("7.5").remainder(&number("2")), number("7").remainder(&number("0"))), (None, None));
    }
}
