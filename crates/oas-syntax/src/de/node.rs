//! The deserializer of a node.

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};

use super::Misfits;
use super::error::Misfit;
use super::key::KeyDeserializer;
use crate::tree::{Entry, Node, NodeKind};

#[derive(Clone, Copy)]
pub(super) struct NodeDeserializer<'t, 'm> {
    node: Node<'t>,
    /// Where errors go that reading can go on after; without it the first error ends it.
    misfits: Option<&'m Misfits>,
}

impl<'t, 'm> NodeDeserializer<'t, 'm> {
    pub(super) const fn new(node: Node<'t>, misfits: Option<&'m Misfits>) -> Self {
        Self { node, misfits }
    }

    fn mismatch<V: Visitor<'t>>(&self, visitor: &V) -> Misfit {
        // The message says what the node is, whatever is given here.
        Misfit::invalid_type(Unexpected::Unit, visitor).at(self.node)
    }

    fn map<V: Visitor<'t>>(
        self,
        fields: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        if !self.node.is_mapping() {
            return Err(self.mismatch(&visitor));
        }
        visitor
            .visit_map(Entries {
                mapping: self.node,
                rest: self.node.entries(),
                fields,
                value: None,
                misfits: self.misfits,
            })
            .map_err(|misfit: Misfit| misfit.at(self.node))
    }

    /// `misfits` is where elements that do not fit go, if the others can do without them.
    fn seq<V: Visitor<'t>>(
        self,
        misfits: Option<&'m Misfits>,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        if !self.node.is_sequence() {
            return Err(self.mismatch(&visitor));
        }
        visitor
            .visit_seq(Elements {
                nodes: self.node.elements(),
                skips: misfits.is_some(),
                misfits: self.misfits,
            })
            .map_err(|misfit: Misfit| misfit.at(self.node))
    }
}

impl<'t> Deserializer<'t> for NodeDeserializer<'t, '_> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let node = self.node;
        let result = match node.kind() {
            NodeKind::Null => visitor.visit_unit(),
            NodeKind::Boolean => visitor.visit_bool(node.as_bool().unwrap_or_default()),
            NodeKind::String => visitor.visit_borrowed_str(node.as_str().unwrap_or_default()),
            NodeKind::Integer => match (node.as_u64(), node.as_i64()) {
                (Some(value), _) => visitor.visit_u64(value),
                (None, Some(value)) => visitor.visit_i64(value),
                (None, None) => visitor.visit_f64(node.as_f64().unwrap_or_default()),
            },
            NodeKind::Float => visitor.visit_f64(node.as_f64().unwrap_or_default()),
            NodeKind::Sequence => return self.seq(self.misfits, visitor),
            NodeKind::Mapping => return self.map(None, visitor),
        };
        result.map_err(|misfit: Misfit| misfit.at(node))
    }

    fn deserialize_str<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.node.as_str() {
            Some(text) => visitor
                .visit_borrowed_str(text)
                .map_err(|misfit: Misfit| misfit.at(self.node)),
            None => Err(self.mismatch(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let node = self.node;
        if node.is_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
        .map_err(|misfit: Misfit| misfit.at(node))
    }

    fn deserialize_newtype_struct<V: Visitor<'t>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let node = self.node;
        visitor
            .visit_newtype_struct(self)
            .map_err(|misfit: Misfit| misfit.at(node))
    }

    fn deserialize_seq<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.seq(self.misfits, visitor)
    }

    fn deserialize_tuple<V: Visitor<'t>>(
        self,
        _len: usize,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.seq(None, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'t>>(
        self,
        _name: &'static str,
        _len: usize,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.seq(None, visitor)
    }

    fn deserialize_map<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.map(None, visitor)
    }

    fn deserialize_struct<V: Visitor<'t>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.map(Some(fields), visitor)
    }

    fn deserialize_enum<V: Visitor<'t>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let node = self.node;
        let entry = node.entries().next();
        let variant = match (node.as_str(), entry) {
            (Some(_), _) => Variant {
                node,
                entry: None,
                misfits: self.misfits,
            },
            (None, Some(entry)) if node.entries().len() == 1 => Variant {
                node,
                entry: Some(entry),
                misfits: self.misfits,
            },
            _ => return Err(self.mismatch(&visitor)),
        };
        visitor
            .visit_enum(variant)
            .map_err(|misfit: Misfit| misfit.at(node))
    }

    fn deserialize_ignored_any<V: Visitor<'t>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        <V: Visitor<'t>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 bytes byte_buf unit unit_struct
    }
}

struct Elements<'m, I> {
    nodes: I,
    /// Whether an element that does not fit can be left out.
    skips: bool,
    misfits: Option<&'m Misfits>,
}

impl<'t, I: Iterator<Item = Node<'t>>> SeqAccess<'t> for Elements<'_, I> {
    type Error = Misfit;

    fn next_element_seed<S: DeserializeSeed<'t>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Misfit> {
        let Some(node) = self.nodes.next() else {
            return Ok(None);
        };
        seed.deserialize(NodeDeserializer::new(node, self.misfits))
            .map(Some)
            .map_err(|misfit: Misfit| misfit.at(node))
    }

    fn next_element<T: Deserialize<'t>>(&mut self) -> Result<Option<T>, Misfit> {
        loop {
            match (
                self.next_element_seed(std::marker::PhantomData),
                self.misfits,
            ) {
                (Err(misfit), Some(misfits)) if self.skips => misfits.borrow_mut().push(misfit),
                (result, _) => return result,
            }
        }
    }

    fn size_hint(&self) -> Option<usize> {
        self.nodes.size_hint().1
    }
}

struct Entries<'t, 'm, I> {
    mapping: Node<'t>,
    rest: I,
    /// What a struct knows; `None` for a map, which takes any key.
    fields: Option<&'static [&'static str]>,
    value: Option<Entry<'t>>,
    misfits: Option<&'m Misfits>,
}

impl<'t, I: Iterator<Item = Entry<'t>>> MapAccess<'t> for Entries<'t, '_, I> {
    type Error = Misfit;

    fn next_key_seed<S: DeserializeSeed<'t>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Misfit> {
        for entry in self.rest.by_ref() {
            let text = entry.key.text();
            if let (Some(misfits), Some(fields)) = (self.misfits, self.fields)
                && !fields.contains(&text)
            {
                let misfit = Misfit::unknown_field(text, fields);
                misfits
                    .borrow_mut()
                    .push(misfit.at_key(self.mapping, entry.key));
                continue;
            }
            self.value = Some(entry);
            return seed
                .deserialize(KeyDeserializer::new(text))
                .map(Some)
                .map_err(|misfit| misfit.at_key(self.mapping, entry.key));
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value, Misfit> {
        let Some(entry) = self.value.take() else {
            return Err(Misfit::custom("a value was asked for before its key"));
        };
        seed.deserialize(NodeDeserializer::new(entry.value, self.misfits))
            .map_err(|misfit: Misfit| misfit.at(entry.value))
    }

    fn next_entry<K: Deserialize<'t>, V: Deserialize<'t>>(
        &mut self,
    ) -> Result<Option<(K, V)>, Misfit> {
        loop {
            let seeds = (std::marker::PhantomData, std::marker::PhantomData);
            match (self.next_entry_seed(seeds.0, seeds.1), self.misfits) {
                (Err(misfit), Some(misfits)) => misfits.borrow_mut().push(misfit),
                (result, _) => return result,
            }
        }
    }

    fn size_hint(&self) -> Option<usize> {
        self.rest.size_hint().1
    }
}

/// A variant by its name, or by its name with a value.
struct Variant<'t, 'm> {
    node: Node<'t>,
    entry: Option<Entry<'t>>,
    misfits: Option<&'m Misfits>,
}

impl<'t> EnumAccess<'t> for Variant<'t, '_> {
    type Error = Misfit;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<(S::Value, Self), Misfit> {
        let value = match self.entry {
            Some(entry) => seed
                .deserialize(KeyDeserializer::new(entry.key.text()))
                .map_err(|misfit| misfit.at_key(self.node, entry.key)),
            None => seed
                .deserialize(NodeDeserializer::new(self.node, self.misfits))
                .map_err(|misfit: Misfit| misfit.at(self.node)),
        };
        Ok((value?, self))
    }
}

impl<'t> Variant<'t, '_> {
    /// The value that a variant with content needs.
    fn content(&self, what: &str) -> Result<Node<'t>, Misfit> {
        self.entry.map(|entry| entry.value).ok_or_else(|| {
            let name = self.node.as_str().unwrap_or_default();
            Misfit::custom(format!("`{name}` needs {what}")).at(self.node)
        })
    }
}

impl<'t> VariantAccess<'t> for Variant<'t, '_> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        match self.entry {
            Some(entry) if !entry.value.is_null() => {
                let name = entry.key.text();
                Err(Misfit::custom(format!("`{name}` takes no value")).at(entry.value))
            }
            _ => Ok(()),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<S::Value, Misfit> {
        let value = self.content("a value")?;
        seed.deserialize(NodeDeserializer::new(value, self.misfits))
            .map_err(|misfit: Misfit| misfit.at(value))
    }

    fn tuple_variant<V: Visitor<'t>>(self, len: usize, visitor: V) -> Result<V::Value, Misfit> {
        let value = self.content("an array")?;
        NodeDeserializer::new(value, self.misfits).deserialize_tuple(len, visitor)
    }

    fn struct_variant<V: Visitor<'t>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let value = self.content("an object")?;
        NodeDeserializer::new(value, self.misfits).deserialize_struct("", fields, visitor)
    }
}
