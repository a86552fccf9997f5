use std::fmt;

/// An exact decimal number, printed as Vietnamese texts do: `6.296,20` (Law on Accounting 2015, art. 10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    digits: i64,
    decimals: u8,
}

impl Number {
    /// The number whose digits are `digits`, `decimals` of them after the comma: `new(629_620, 2)` is 6.296,20.
    #[must_use]
    pub const fn new(digits: i64, decimals: u8) -> Self {
        Self { digits, decimals }
    }

    /// A whole number.
    #[must_use]
    pub const fn integer(value: i64) -> Self {
        Self::new(value, 0)
    }

    /// How many digits stand after the comma.
    #[must_use]
    pub const fn decimals(self) -> u8 {
        self.decimals
    }

    /// The number divided by a power of ten: so many more of its digits stand after the comma.
    #[must_use]
    pub const fn shifted(self, places: u8) -> Self {
        Self::new(self.digits, self.decimals.saturating_add(places))
    }

    /// The number with so many decimals: zeros are added, or a half is rounded away from zero. A number that would be
    /// too long stays as it is.
    #[must_use]
    pub fn rounded(self, decimals: u8) -> Self {
        let digits = i128::from(self.digits);
        let power = |places: u8| 10_i128.checked_pow(places.into());
        let rounded = if decimals >= self.decimals {
            power(decimals - self.decimals).and_then(|power| digits.checked_mul(power))
        } else {
            power(self.decimals - decimals)
                .map_or(Some(0), |power| Some((digits + digits.signum() * power / 2) / power))
        };
        rounded.and_then(|digits| i64::try_from(digits).ok()).map_or(self, |digits| Self::new(digits, decimals))
    }

    /// The nearest number that spreadsheets and drawings can hold.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.scaled(0)
    }

    /// A hundredth of the number: what a spreadsheet holds where it shows per cent.
    #[must_use]
    pub fn to_fraction(self) -> f64 {
        self.scaled(2)
    }

    /// Through text, which rounds once; a division would round the power of ten as well.
    fn scaled(self, places: u16) -> f64 {
        let exponent = u16::from(self.decimals) + places;
        format!("{}e-{exponent}", self.digits).parse().unwrap_or_default()
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self::integer(value)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = usize::from(self.decimals);
        let digits = format!("{:0>width$}", self.digits.unsigned_abs(), width = decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let mut text = String::with_capacity(digits.len() * 2);
        if self.digits < 0 {
            text.push('-');
        }
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                text.push('.');
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(',');
            text.push_str(fraction);
        }
        formatter.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn numbers_have_dots_for_thousands_and_a_comma_for_decimals() {
        for (digits, decimals, text) in [
            (0, 0, "0"),
            (999, 0, "999"),
            (1_087, 0, "1.087"),
            (-1_087, 0, "-1.087"),
            (1_234_567, 0, "1.234.567"),
            (629_620, 2, "6.296,20"),
            (976, 1, "97,6"),
            (5, 2, "0,05"),
            (-5, 1, "-0,5"),
            (i64::MIN, 0, "-9.223.372.036.854.775.808"),
        ] {
            assert_eq!(Number::new(digits, decimals).to_string(), text);
        }
    }

    #[test]
    fn a_number_is_rounded_to_its_decimals() {
        for (number, decimals, text) in [
            (Number::new(94, 0), 1, "94,0"),
            (Number::new(945, 1), 1, "94,5"),
            (Number::new(945, 1), 0, "95"),
            (Number::new(-945, 1), 0, "-95"),
            (Number::new(944, 1), 0, "94"),
            (Number::integer(151_108_800_999).shifted(6), 1, "151.108,8"),
            (Number::integer(i64::MAX), 1, "9.223.372.036.854.775.807"),
            (Number::new(1, 255), 0, "0"),
        ] {
            assert_eq!(number.rounded(decimals).to_string(), text);
        }
    }

    #[test]
    fn a_number_in_a_cell_is_the_nearest_one() {
        assert_eq!(Number::new(629_620, 2).to_f64(), 6296.20);
        assert_eq!(Number::new(976, 1).to_fraction(), 0.976);
        assert_eq!(Number::new(1, 255).to_f64(), 1e-255);
    }
}
