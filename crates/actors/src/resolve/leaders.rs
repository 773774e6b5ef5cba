//! Persons whom the table of leaders knows.

use std::ops::Range;

use super::people::Description;
use super::{Known, Resolver, sectors};
use crate::fold::fold;
use crate::gazetteer::{LeaderRow, UNKNOWN_OFFICE};
use crate::scene::{EntityKind, HeldRole};

impl Resolver<'_> {
    /// The line of the table of leaders that a name means: by full name, or by a short one together with the office or
    /// with a country that the report talks about.
    pub(super) fn leader(
        &self,
        written: &str,
        name: &Range<usize>,
        sentence: usize,
        description: &Description,
    ) -> Option<&LeaderRow> {
        let rows: Vec<&LeaderRow> = self
            .hit((sentence, name.start))
            .filter(|hit| hit.words.end >= name.end)
            .into_iter()
            .flat_map(crate::hits::Hit::leaders)
            .filter_map(|index| self.gazetteer.leaders.get(index))
            .collect();
        let weight = |row: &LeaderRow| row.country.as_deref().map_or(0.0, |country| self.focus.weight(country));
        let full = written.contains(' ');
        let listed = rows
            .into_iter()
            .filter(|row| {
                let fits = !description.stated || description.country == row.country;
                let current = self
                    .report
                    .published
                    .is_none_or(|day| row.from.is_none_or(|from| from <= day));
                fits && (full
                    || (current
                        && (weight(row) > 0.0
                            || row.country.is_none()
                            || description.role.is_some()
                            || row.name == written)))
            })
            .max_by(|a, b| {
                let holds = |row: &LeaderRow| self.report.published.is_none_or(|day| row.holds_on(day));
                (holds(a), a.from)
                    .cmp(&(holds(b), b.from))
                    .then(weight(a).total_cmp(&weight(b)))
            });
        listed.or_else(|| {
            let holder = self.gazetteer.holder(
                &description.role.as_ref()?.phrase,
                description.country.as_deref(),
                self.report.published,
            )?;
            let key = fold(written);
            fold(&holder.name).split(' ').any(|part| part == key).then_some(holder)
        })
    }

    pub(super) fn listed_person(&mut self, leader: &LeaderRow) -> usize {
        let day = self.report.published;
        let current = self
            .gazetteer
            .offices_of(leader)
            .filter(|office| day.is_none_or(|day| office.holds_on(day)))
            .max_by_key(|office| (office.title != UNKNOWN_OFFICE, office.from))
            .cloned();
        let ended = day.is_some_and(|day| leader.to.is_some_and(|to| to < day));
        let country = leader.country.clone().filter(|country| !country.is_empty());
        let sectors = match &current {
            Some(office) => sectors(&office.sector),
            None if ended => vec!["ELI".to_owned()],
            None => sectors(&leader.sector),
        };
        let country = country.filter(|_| sectors.first().is_none_or(|sector| sector != "IGO"));
        let code = self.code(country.as_deref(), &sectors);
        let office = current.as_ref().map(|office| {
            format!(
                "office:{}:{}",
                country.as_deref().unwrap_or_default(),
                self.gazetteer.words.office(&fold(&office.title))
            )
        });
        if let Some(holder) = office.as_ref().and_then(|key| self.by_key.get(key)).copied()
            && let Some(known) = self.known.get_mut(holder).filter(|known| known.names.is_empty())
        {
            known.entity.kind = EntityKind::Person;
            known.entity.name.clone_from(&leader.name);
            known.names = fold(&leader.name).split(' ').map(str::to_owned).collect();
            return holder;
        }
        let side = country
            .as_deref()
            .filter(|_| current.is_some() && sectors.first().is_some_and(|sector| sector == "GOV"))
            .map(|country| self.state(country));
        let mut known = Known::new(&leader.name, EntityKind::Person, country.clone(), sectors, code);
        known.names = fold(&leader.name).split(' ').map(str::to_owned).collect();
        known.gender = leader
            .name
            .split(' ')
            .next()
            .and_then(|given| self.gazetteer.gender(given));
        known.side = side;
        if let Some(office) = current.filter(|office| office.title != UNKNOWN_OFFICE) {
            known
                .nouns
                .push(self.gazetteer.words.office(&fold(&office.title)).to_owned());
            known.entity.role = Some(HeldRole {
                title: fold(&office.title),
                country,
                from: office.from,
                to: office.to,
            });
        }
        let person = self.add(known);
        if let Some(key) = office {
            self.by_key.entry(key).or_insert(person);
        }
        person
    }
}
