// Python's complex arithmetic, step by step as CPython's complexobject.c does it, so that last bits agree.
import { PythonError, typeError } from '../../../files/python-error.ts'
import { Complex, type Value } from '../../../files/values.ts'
import { floatPower } from './power.ts'

export function complexArithmetic(a: Complex, operator: string, b: Complex): Value {
  switch (operator) {
    case '+':
      return new Complex(a.real + b.real, a.imaginary + b.imaginary)
    case '-':
      return new Complex(a.real - b.real, a.imaginary - b.imaginary)
    case '*':
      return new Complex(
        a.real * b.real - a.imaginary * b.imaginary,
        a.real * b.imaginary + a.imaginary * b.real,
      )
    case '/':
      return divideComplex(a, b)
    case '**':
      return complexPower(a, b)
    default:
      throw typeError(`unsupported operand type(s) for ${operator}: 'complex' and 'complex'`)
  }
}

function divideComplex(a: Complex, b: Complex): Complex {
  if (b.real === 0 && b.imaginary === 0)
    throw new PythonError('ZeroDivisionError', 'complex division by zero')
  if (Math.abs(b.real) >= Math.abs(b.imaginary)) {
    const ratio = b.imaginary / b.real
    const denominator = b.real + b.imaginary * ratio
    return new Complex(
      (a.real + a.imaginary * ratio) / denominator,
      (a.imaginary - a.real * ratio) / denominator,
    )
  }
  const ratio = b.real / b.imaginary
  const denominator = b.real * ratio + b.imaginary
  return new Complex(
    (a.real * ratio + a.imaginary) / denominator,
    (a.imaginary * ratio - a.real) / denominator,
  )
}

function complexPower(a: Complex, b: Complex): Complex {
  if (b.real === 0 && b.imaginary === 0) return new Complex(1, 0)
  if (a.real === 0 && a.imaginary === 0) {
    if (b.imaginary !== 0 || b.real < 0)
      throw new PythonError('ZeroDivisionError', '0.0 to a negative or complex power')
    return new Complex(0, 0)
  }
  const size = a.imaginary === 0 ? Math.abs(a.real) : Math.hypot(a.real, a.imaginary)
  let length = floatPower(size, b.real)
  const angle = Math.atan2(a.imaginary, a.real)
  let phase = angle * b.real
  if (b.imaginary !== 0) {
    length *= Math.exp(-angle * b.imaginary)
    phase += b.imaginary * Math.log(size)
  }
  return new Complex(length * Math.cos(phase), length * Math.sin(phase))
}
